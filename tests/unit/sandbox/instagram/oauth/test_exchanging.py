from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from sandbox.instagram.apps import App
from tests.unit.sandbox.instagram.oauth.conftest import BACK

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.oauth.conftest import Door

PATH = "/oauth/access_token"


async def test_a_code_is_exchanged_for_a_token_without_an_envelope(door: Door) -> None:
    response = await door.owner.client.post(PATH, data=door.form(await door.code(scope="likes")))
    assert response.status_code == 200
    body = response.json()
    leo = door.owner.box.world.usernames["leo.knots"]
    assert body["user"] == {
        "id": leo.id,
        "username": "leo.knots",
        "full_name": leo.full_name,
        "profile_picture": f"http://127.0.0.1:8642/pictures/avatar_{leo.id}.jpg",
        "bio": leo.bio,
        "website": leo.website,
    }
    assert re.fullmatch(rf"{leo.id}\.{door.app.client_id[:7]}\.[0-9a-f]{{32}}", body["access_token"])
    assert set(body) == {"access_token", "user"}
    assert (await door.owner.get("/users/self", access_token=body["access_token"]))["data"]["id"] == leo.id


@pytest.mark.parametrize("path", [PATH, f"{PATH}/"])
@pytest.mark.parametrize("form", ["form", "multipart", "no content type"])
async def test_the_form_is_read_whatever_it_claims_to_be(door: Door, path: str, form: str) -> None:
    data = door.form(await door.code())
    if form == "multipart":
        response = await door.owner.client.post(path, files={name: (None, text) for name, text in data.items()})
    elif form == "form":
        response = await door.owner.client.post(path, data=data)
    else:
        response = await door.owner.client.post(path, content=urlencode(data))
    assert response.json()["user"]["username"] == "leo.knots"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"client_id": ""}, "You must provide a client_id", id="no client"),
        pytest.param({"code": ""}, "You must provide a code", id="no code"),
        pytest.param(
            {"grant_type": "password"}, "Invalid grant_type: it must be authorization_code", id="another grant"
        ),
        pytest.param({"client_id": "a" * 32}, "Invalid Client ID", id="an unknown client"),
        pytest.param({"client_secret": "a" * 32}, "Invalid Client Secret", id="a wrong secret"),
        pytest.param(
            {"redirect_uri": f"{BACK}?x=1"},
            "Redirect URI does not match registered redirect URI",
            id="not the same address",
        ),
        pytest.param({"code": "a" * 32}, "No matching code found.", id="an unknown code"),
    ],
)
async def test_what_does_not_match_is_refused_bare_and_the_code_stays_good(
    door: Door, change: dict[str, str], message: str
) -> None:
    form = door.form(await door.code())
    refused = await door.owner.client.post(PATH, data={**form, **change})
    assert await door.bare_error(refused) == (400, "OAuthException", message)
    assert (await door.owner.client.post(PATH, data=form)).status_code == 200


async def test_a_code_is_good_once(door: Door) -> None:
    form = door.form(await door.code())
    await door.owner.client.post(PATH, data=form)
    again = await door.owner.client.post(PATH, data=form)
    assert await door.bare_error(again) == (400, "OAuthException", "No matching code found.")


async def test_a_code_is_good_for_its_own_app_only(door: Door) -> None:
    other = door.owner.box.apps.register(App(name="Other", redirect_uris=(BACK,)))
    form = {
        **door.form(await door.code()),
        "client_id": other.client_id,
        "client_secret": other.client_secret,
    }
    assert (await door.owner.client.post(PATH, data=form)).json()["error_message"] == "No matching code found."


async def test_more_scopes_widen_the_same_token(door: Door) -> None:
    tokens = []
    media = door.owner.box.post_media("leo.knots")
    for scope in ("likes", "comments"):
        response = await door.owner.client.post(PATH, data=door.form(await door.code(scope=scope)))
        tokens.append(response.json()["access_token"])
        path = f"/media/{media}/{scope}"
        assert (await door.owner.call("POST", path, text="Ahoy", access_token=tokens[-1])).status_code == 200
    assert tokens[0] == tokens[1]
    _, kind, message = await door.owner.error("GET", "/users/self/requested-by", access_token=tokens[0])
    assert (kind, "scope=follower_list" in message) == ("OAuthPermissionsException", True)


async def test_a_body_that_cannot_be_read_is_refused_bare(door: Door) -> None:
    response = await door.owner.client.post(PATH, content=b"x" * 70_000)
    assert (await door.bare_error(response))[0] == 400


async def test_an_address_to_look_at_gives_nothing(door: Door) -> None:
    assert (await door.owner.client.get(PATH)).status_code == 404
