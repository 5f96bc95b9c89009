from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.instagram.apps import App

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller

ANA, LEO, SPAM = "ana.saltwater", "leo.knots", "crypto.king.8841"
PLACE = "215570818"
NOT_ALLOWED = (400, "APINotAllowedError", "you cannot view this resource")
NO_MEDIA = (400, "APINotFoundError", "invalid media id")
NO_USER = (400, "APINotFoundError", "this user does not exist")


async def block(owner: Caller, who: str) -> None:
    response = await owner.call("POST", f"/users/{owner.id_of(who)}/relationship", action="block")
    assert response.status_code == 200


async def test_after_a_block_neither_side_sees_the_others_photos(owner: Caller) -> None:
    token = owner.box.issue_token(LEO)
    theirs = owner.box.post_media(LEO, tags=["sea"], location_id=PLACE)
    kept = owner.box.post_media(ANA, tags=["sea"], location_id=PLACE)
    mine = owner.box.post_media(owner.box.owner)
    await block(owner, LEO)
    for path in ("/tags/sea/media/recent", f"/locations/{PLACE}/media/recent", "/media/popular", "/users/self/feed"):
        shown = {item["id"] for item in (await owner.get(path))["data"]}
        assert (theirs in shown, kept in shown) == (False, True), path
    assert await owner.error("GET", f"/media/{theirs}") == NOT_ALLOWED
    assert await owner.error("GET", f"/users/{owner.id_of(LEO)}/media/recent") == NOT_ALLOWED
    assert await owner.error("GET", f"/media/{mine}", access_token=token) == NOT_ALLOWED
    assert await owner.error("POST", f"/media/{mine}/likes", access_token=token) == NOT_ALLOWED


async def test_who_was_blocked_sees_and_follows_nobody(owner: Caller) -> None:
    token, path = owner.box.issue_token(LEO), f"/users/{owner.id_of(owner.box.owner)}"
    await block(owner, LEO)
    assert await owner.error("GET", path, access_token=token) == NOT_ALLOWED
    answer = await owner.error("POST", f"{path}/relationship", action="follow", access_token=token)
    assert answer == NOT_ALLOWED


async def test_who_has_blocked_still_sees_whom(owner: Caller) -> None:
    await block(owner, LEO)
    assert (await owner.get(f"/users/{owner.id_of(LEO)}"))["data"]["username"] == LEO
    data = (await owner.get(f"/users/{owner.id_of(LEO)}/relationship"))["data"]
    assert data["incoming_status"] == "blocked_by_you"


async def test_somebody_in_between_sees_both(owner: Caller) -> None:
    media = owner.box.post_media(LEO)
    await block(owner, LEO)
    assert (await owner.get(f"/media/{media}", access_token=owner.box.issue_token(ANA)))["data"]["id"] == media


@pytest.mark.parametrize("tail", ["", "/media/recent", "/follows"])
async def test_an_age_gated_person_is_never_shown(owner: Caller, tail: str) -> None:
    answer = await owner.error("GET", f"/users/{owner.id_of('jessica_18374650')}{tail}")
    assert answer == (400, "APIAgeGatedError", "you cannot view this resource")


async def test_an_age_gated_person_sees_themselves(owner: Caller) -> None:
    token = owner.box.issue_token("jessica_18374650")
    assert (await owner.get("/users/self", access_token=token))["data"]["full_name"] == "Jessica"


@pytest.fixture
def small(owner: Caller) -> str:
    """The owner's token for an app in sandbox mode with two users."""
    app = App(name="Small", redirect_uris=("https://app.example/",), users=(owner.box.owner, ANA))
    return owner.box.issue_token(owner.box.owner, app=owner.box.apps.register(app))


async def test_in_sandbox_mode_nobody_else_exists(owner: Caller, small: str) -> None:
    media = owner.box.post_media(LEO, tags=["sea"])
    for path in ("", "/media/recent", "/relationship", "/follows"):
        assert await owner.error("GET", f"/users/{owner.id_of(LEO)}{path}", access_token=small) == NO_USER
    assert await owner.error("GET", f"/media/{media}", access_token=small) == NO_MEDIA
    assert await owner.error("POST", f"/media/{media}/likes", access_token=small) == NO_MEDIA
    for path, key in (("/users/self/follows", "follows"), ("/users/self/followed-by", "followed-by")):
        names = [one["username"] for one in (await owner.get(path, access_token=small))["data"]]
        assert names == [ANA], key
    assert (await owner.get("/users/search", q="leo", access_token=small))["data"] == []
    assert (await owner.get("/users/self/requested-by", access_token=small))["data"] == []


async def test_in_sandbox_mode_lists_are_filtered_and_counts_are_not(owner: Caller, small: str) -> None:
    media = owner.box.post_media(ANA, tags=["sea"])
    owner.box.post_media(LEO, tags=["sea"])
    for who in (LEO, ANA):
        await owner.call("POST", f"/media/{media}/likes", access_token=owner.box.issue_token(who))
        await owner.call(
            "POST", f"/media/{media}/comments", text=f"by {who}", access_token=owner.box.issue_token(who)
        )
    (item,) = (await owner.get("/tags/sea/media/recent", access_token=small))["data"]
    assert [fan["username"] for fan in item["likes"]["data"]] == [ANA]
    assert [one["text"] for one in item["comments"]["data"]] == [f"by {ANA}"]
    assert item["likes"]["count"] == 2
    assert [fan["username"] for fan in (await owner.get(f"/media/{media}/likes", access_token=small))["data"]] == [
        ANA
    ]
    assert len((await owner.get(f"/media/{media}/comments", access_token=small))["data"]) == 1
    assert (await owner.get("/tags/sea", access_token=small))["data"]["media_count"] == 2


async def test_in_sandbox_mode_only_the_latest_twenty_of_each_exist(owner: Caller, small: str) -> None:
    posted = [owner.box.post_media(ANA, tags=["sea"], age_seconds=60.0 * age) for age in range(22)]
    paths = ("/tags/sea/media/recent", f"/users/{owner.id_of(ANA)}/media/recent", "/users/self/feed")
    for path in paths:
        shown = [item["id"] for item in (await owner.get(path, count=33, access_token=small))["data"]]
        assert shown == posted[:20], path
    assert await owner.error("GET", f"/media/{posted[20]}", access_token=small) == NO_MEDIA


async def test_sandbox_mode_has_the_smaller_limit(owner: Caller, small: str) -> None:
    response = await owner.call("GET", "/users/self", access_token=small)
    assert response.headers["x-ratelimit-limit"] == "500"
