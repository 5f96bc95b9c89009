from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from sandbox.instagram.apps import App
from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.cast import Cast

if TYPE_CHECKING:
    from sandbox.clock import SteppedClock
    from tests.unit.sandbox.instagram.conftest import Caller

ANA = "ana.saltwater"
PLACE = "215570818"
BACK = ("https://app.example/",)


@pytest.fixture
def modern(owner: Caller) -> str:
    """The owner's token for an app from after 2015-11-17."""
    app = owner.box.apps.register(App(name="Modern", redirect_uris=BACK, shape="new"))
    return owner.box.issue_token(owner.box.owner, app=app)


async def test_media_have_counts_only(owner: Caller, modern: str) -> None:
    media = owner.box.post_media(ANA)
    await owner.call("POST", f"/media/{media}/comments", text="hello")
    await owner.call("POST", f"/media/{media}/likes", access_token=modern)
    legacy = (await owner.get(f"/media/{media}"))["data"]
    new = (await owner.get(f"/media/{media}", access_token=modern))["data"]
    assert (new["comments"], new["likes"]) == ({"count": 1}, {"count": 1})
    assert new == {**legacy, "comments": {"count": 1}, "likes": {"count": 1}}
    listed = (await owner.get(f"/users/{owner.id_of(ANA)}/media/recent", access_token=modern))["data"]
    assert listed == [new]


@pytest.mark.parametrize("path", ["/users/self/feed", "/media/popular", "/geographies/1739230/media/recent"])
async def test_what_was_dropped_is_an_html_page(owner: Caller, modern: str, path: str) -> None:
    response = await owner.call("GET", path, access_token=modern)
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("tail", ["follows", "followed-by"])
async def test_lists_of_people_are_ones_own(owner: Caller, modern: str, tail: str) -> None:
    assert len((await owner.get(f"/users/self/{tail}", access_token=modern))["data"]) > 5
    response = await owner.call("GET", f"/users/{owner.id_of(ANA)}/{tail}", access_token=modern)
    assert response.status_code == 404
    assert (await owner.call("GET", f"/users/{owner.id_of(ANA)}/{tail}")).status_code == 200


@pytest.mark.parametrize("action", ["block", "unblock"])
async def test_blocking_is_no_longer_offered(owner: Caller, modern: str, action: str) -> None:
    path = f"/users/{owner.id_of(ANA)}/relationship"
    _, kind, message = await owner.error("POST", path, action=action, access_token=modern)
    assert (kind, "block" in message) == ("APIInvalidParametersError", False)
    assert (await owner.call("POST", path, action="unfollow", access_token=modern)).status_code == 200


async def test_timestamps_mean_nothing_any_more(owner: Caller, modern: str) -> None:
    owner.box.post_media(ANA, location_id=PLACE)
    bounds = {"max_timestamp": "1", "access_token": modern}
    assert len((await owner.get(f"/users/{owner.id_of(ANA)}/media/recent", **bounds))["data"]) == 1
    around = {"lat": 39.6089, "lng": -9.0846}
    assert len((await owner.get("/media/search", **around, **bounds))["data"]) == 1
    assert (await owner.get("/media/search", **around, max_timestamp="1"))["data"] == []


async def test_a_profile_of_ones_own_tells_about_business(owner: Caller, modern: str) -> None:
    assert (await owner.get("/users/self", access_token=modern))["data"]["is_business"] is False
    assert "is_business" not in (await owner.get(f"/users/{owner.id_of(ANA)}", access_token=modern))["data"]


async def test_the_hourly_limit_comes_with_meta(owner: Caller, modern: str) -> None:
    media = owner.box.post_media(ANA)
    for _ in range(60):
        await owner.call("POST", f"/media/{media}/likes", access_token=modern)
    response = await owner.call("DELETE", f"/media/{media}/likes", access_token=modern)
    assert response.status_code == 429
    assert response.json()["meta"]["error_type"] == "OAuthRateLimitException"


async def test_the_first_app_may_be_a_new_one(clock: SteppedClock) -> None:
    box = InstagramSandbox.open(None, clock=clock, control_key="k", shape="new", cast=Cast.quiet())
    media = box.post_media(box.owner)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=box.app), base_url="http://x") as client:
        response = await client.get(f"/v1/media/{media}", params={"access_token": box.issue_token(box.owner)})
    box.close()
    assert response.json()["data"]["likes"] == {"count": 0}


async def as_app(owner: Caller, path: str, app: App, **params: str) -> Any:  # noqa: ANN401  # JSON
    return (await owner.client.get(f"/v1{path}", params={"client_id": app.client_id, **params})).json()


async def test_a_client_id_is_enough_for_a_legacy_apps_public_reads(owner: Caller) -> None:
    media = owner.box.post_media(ANA, tags=["sea"])
    first = owner.box.apps.first
    for path in ("/tags/sea/media/recent", f"/users/{owner.id_of(ANA)}/media/recent"):
        (item,) = (await as_app(owner, path, first))["data"]
        assert item["id"] == media
        assert "user_has_liked" not in item
    assert len((await as_app(owner, f"/users/{owner.id_of(ANA)}/follows", first))["data"]) > 1


async def test_a_client_id_sees_nothing_private(owner: Caller) -> None:
    media = owner.box.post_media(owner.box.owner)
    answer = await as_app(owner, f"/media/{media}", owner.box.apps.first)
    assert answer["meta"]["error_type"] == "APINotAllowedError"


@pytest.mark.parametrize(
    "path", ["/users/self", "/users/self/feed", "/users/self/requested-by", "/users/{ana}/relationship"]
)
async def test_what_is_about_the_caller_needs_a_token(owner: Caller, path: str) -> None:
    answer = await as_app(owner, path.format(ana=owner.id_of(ANA)), owner.box.apps.first)
    assert answer["meta"]["error_type"] == "OAuthParameterException"
    assert '"access_token" URL parameter missing' in answer["meta"]["error_message"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/media/{media}/likes"),
        ("DELETE", "/media/{media}/likes"),
        ("POST", "/media/{media}/comments"),
        ("DELETE", "/media/{media}/comments/1"),
        ("POST", "/users/{user}/relationship"),
    ],
)
async def test_a_client_id_writes_nothing_and_is_told_that_it_takes_a_token(
    owner: Caller, method: str, path: str
) -> None:
    spelt = path.format(media=owner.box.post_media(ANA), user=owner.id_of(ANA))
    query = {"client_id": owner.box.apps.first.client_id, "text": "hello", "action": "follow"}
    answer = (await owner.client.request(method, f"/v1{spelt}", params=query)).json()
    assert answer["meta"]["error_type"] == "OAuthParameterException"
    assert '"access_token" URL parameter missing' in answer["meta"]["error_message"]
    assert owner.box.effects() == []


async def test_a_new_apps_client_id_is_no_token(owner: Caller) -> None:
    app = owner.box.apps.register(App(name="Modern", redirect_uris=BACK, shape="new"))
    assert (await as_app(owner, "/tags/sea", app))["meta"]["error_type"] == "OAuthAccessTokenException"


async def test_a_client_id_has_an_hourly_limit_of_its_own(clock: SteppedClock) -> None:
    box = InstagramSandbox.open(None, clock=clock, control_key="k", limits="sandbox", cast=Cast.quiet())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=box.app), base_url="http://x") as client:
        public = await client.get("/v1/tags/sea", params={"client_id": box.apps.first.client_id})
        own = await client.get("/v1/tags/sea", params={"access_token": box.issue_token(box.owner)})
    box.close()
    figures = [(one.headers["x-ratelimit-limit"], one.headers["x-ratelimit-remaining"]) for one in (public, own)]
    assert figures == [("5000", "4999"), ("500", "499")]
