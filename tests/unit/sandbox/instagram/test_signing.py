from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from sandbox.instagram.apps import App
from sandbox.instagram.signing import is_signed, signature

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller

SECRET = "6dc1787668c64c939929c17683d7cb74"
TOKEN = "fb2e77d.47a0479900504cb3ab4a1f626d174d2d"
REFUSED = {"code": 403, "error_type": "OAuthForbiddenException", "error_message": "Signature does not match"}


@pytest.mark.parametrize(
    ("endpoint", "params", "expected"),
    [
        pytest.param(
            "/users/self",
            {"access_token": TOKEN},
            "cbf5a1f41db44412506cb6563a3218b50f45a710c7a8a65a3e9b18315bb338bf",
            id="the first published one",
        ),
        pytest.param(
            "/media/657988443280050001_25025320",
            {"count": "10", "access_token": TOKEN},
            "260634b241a6cfef5e4644c205fb30246ff637591142781b86e2075faf1b163a",
            id="the second, whatever the order",
        ),
    ],
)
def test_signatures_are_the_published_ones(endpoint: str, params: dict[str, str], expected: str) -> None:
    assert signature(SECRET, endpoint, params) == expected
    assert signature(SECRET, endpoint, {**params, "sig": "whatever"}) == expected
    assert is_signed(SECRET, ["/other", endpoint], {**params, "sig": expected})
    for near in (expected.upper(), expected[:-1], "", "ü"):
        assert not is_signed(SECRET, [endpoint], {**params, "sig": near})


@pytest.fixture
def signer(owner: Caller) -> App:
    app = App(name="Signer", redirect_uris=("https://app.example/",), client_secret=SECRET, signed=True)
    return owner.box.apps.register(app)


async def test_an_unsigned_call_is_refused_bare_where_the_app_enforces_it(owner: Caller, signer: App) -> None:
    token = owner.box.issue_token(owner.box.owner, app=signer)
    for params in ({}, {"sig": "0" * 64}):
        response = await owner.call("GET", "/users/self", access_token=token, **params)
        assert (response.status_code, response.json()) == (403, REFUSED)


@pytest.mark.parametrize("path", ["/users/self", "/users/self/", "/users/self.json"])
async def test_a_signed_call_is_answered_however_the_path_was_spelt(owner: Caller, signer: App, path: str) -> None:
    params = {"access_token": owner.box.issue_token(owner.box.owner, app=signer)}
    for endpoint in (path, "/users/self"):
        body = await owner.get(path, **params, sig=signature(SECRET, endpoint, params))
        assert body["data"]["username"] == owner.box.owner


async def test_a_posts_body_is_signed_with_raw_values(owner: Caller, signer: App) -> None:
    media = owner.box.post_media("ana.saltwater")
    form = {"access_token": owner.box.issue_token(owner.box.owner, app=signer), "text": "ü & =|"}
    good = {**form, "sig": signature(SECRET, f"/media/{media}/comments", form)}
    response = await owner.client.post(f"/v1/media/{media}/comments", data={**good, "text": "another"})
    assert response.status_code == 403
    assert (await owner.client.post(f"/v1/media/{media}/comments", data=good)).status_code == 200


async def test_the_next_page_is_signed_by_the_server(owner: Caller, signer: App) -> None:
    params = {"access_token": owner.box.issue_token("ana.saltwater", app=signer), "count": "1"}
    for age in range(3):
        owner.box.post_media("ana.saltwater", age_seconds=float(age))
    page = await owner.get(
        "/users/self/media/recent", **params, sig=signature(SECRET, "/users/self/media/recent", params)
    )
    following = await owner.client.get(page["pagination"]["next_url"])
    assert following.status_code == 200
    assert "sig" in dict(parse_qsl(urlsplit(following.json()["pagination"]["next_url"]).query))


async def test_a_wrong_signature_means_nothing_where_it_is_not_enforced(owner: Caller) -> None:
    assert (await owner.call("GET", "/users/self", sig="0" * 64)).status_code == 200


async def test_the_header_of_2014_is_accepted(owner: Caller) -> None:
    media = owner.box.post_media("ana.saltwater")
    headers = {"X-Insta-Forwarded-For": f"192.0.2.7|{'0' * 64}"}
    response = await owner.client.post(
        f"/v1/media/{media}/likes", params={"access_token": owner.token}, headers=headers
    )
    assert response.status_code == 200
