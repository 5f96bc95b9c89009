from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller

UNKNOWN = (400, "APINotFoundError", "this user does not exist")
PRIVATE = (400, "APINotAllowedError", "you cannot view this resource")


@pytest.mark.parametrize("path", ["/users/{}", "/users/{}/media/recent", "/users/{}/relationship"])
@pytest.mark.parametrize("user", ["1", "nobody", "ana.saltwater", "9" * 400, "%00"])
async def test_an_unknown_user_is_a_400(owner: Caller, path: str, user: str) -> None:
    assert await owner.error("GET", path.format(user)) == UNKNOWN


async def test_a_private_persons_photos_are_for_followers(owner: Caller) -> None:
    stranger, friend = "zoe_hidden_valley", "emil.unter.uns"
    hidden, shown = owner.box.post_media(stranger), owner.box.post_media(friend)
    assert await owner.error("GET", f"/users/{owner.id_of(stranger)}/media/recent") == PRIVATE
    assert await owner.error("GET", f"/media/{hidden}") == PRIVATE
    assert await owner.error("POST", f"/media/{hidden}/likes") == PRIVATE
    page = await owner.get(f"/users/{owner.id_of(friend)}/media/recent")
    assert [item["id"] for item in page["data"]] == [shown]


async def test_a_private_person_shows_their_profile(owner: Caller) -> None:
    assert (await owner.get(f"/users/{owner.id_of('zoe_hidden_valley')}"))["data"]["bio"] == "🔒 hikes, knees, cheese"


async def test_private_photos_are_listed_nowhere_else(owner: Caller) -> None:
    owner.box.post_media("zoe_hidden_valley", tags=["sunset"], location_id="222310476")
    assert (await owner.get("/tags/sunset/media/recent"))["data"] == []
    assert (await owner.get("/tags/sunset"))["data"]["media_count"] == 0
    assert (await owner.get("/locations/222310476/media/recent"))["data"] == []


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("ana.saltwater", "ana.saltwater", id="user name"),
        pytest.param("@Ana.Saltwater", "ana.saltwater", id="as it is written in a caption"),
        pytest.param("gertrud hansen", "oma.trudi", id="full name"),
        pytest.param("佐藤", "yuki.kissa", id="any script"),
        pytest.param("lantern", "mei.lanterns", id="inside"),
        pytest.param("dana", "dana.first.light", id="beginnings go before what is inside"),
    ],
)
async def test_search_finds_names(owner: Caller, query: str, first: str) -> None:
    found = (await owner.get("/users/search", q=query))["data"]
    assert found[0]["username"] == first
    assert set(found[0]) == {"username", "profile_picture", "id", "full_name"}


async def test_search_has_no_pagination_and_respects_count(owner: Caller) -> None:
    body = await owner.get("/users/search", q="a", count=3)
    assert len(body["data"]) == 3
    assert "pagination" not in body


async def test_search_that_finds_nobody_is_an_empty_list(owner: Caller) -> None:
    assert (await owner.get("/users/search", q="xyzzy"))["data"] == []


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "  "}, {"q": "@"}])
async def test_search_needs_a_query(owner: Caller, query: dict[str, str]) -> None:
    _, kind, _ = await owner.error("GET", "/users/search", **query)
    assert kind == "APIInvalidParametersError"


async def test_the_feed_holds_whom_one_follows_and_oneself(owner: Caller) -> None:
    age, expected = 0.0, []
    for who in ("ana.saltwater", owner.box.owner, "emil.unter.uns", "sipho.frames", "kwame.builds", "leo.knots"):
        age += 60
        expected.append(owner.box.post_media(who, age_seconds=age))
    page = await owner.get("/users/self/feed", count=2)
    assert set(page["pagination"]) == {"next_max_id", "next_url"}
    older = (await owner.client.get(page["pagination"]["next_url"])).json()
    seen = [item["id"] for item in (*page["data"], *older["data"])]
    assert seen == [media for place, media in enumerate(expected) if place not in (3, 4)]
    assert older["pagination"] == {}
    newer = await owner.get("/users/self/feed", min_id=expected[1])
    assert [item["id"] for item in newer["data"]] == expected[:1]


async def test_liked_photos_come_in_the_order_of_liking(owner: Caller) -> None:
    posted = [owner.box.post_media("ana.saltwater", age_seconds=60.0 * age) for age in range(5)]
    for place in (2, 0, 4, 1, 3):
        owner.clock.step(1)
        await owner.call("POST", f"/media/{posted[place]}/likes")
    await owner.call("DELETE", f"/media/{posted[1]}/likes")
    page = await owner.get("/users/self/media/liked", count=2)
    assert set(page["pagination"]) == {"next_max_like_id", "next_url"}
    assert page["pagination"]["next_max_like_id"].isdigit()
    assert f"max_like_id={page['pagination']['next_max_like_id']}" in page["pagination"]["next_url"]
    owner.clock.step(1)
    await owner.call("POST", f"/media/{posted[1]}/likes")
    older = (await owner.client.get(page["pagination"]["next_url"])).json()
    assert [item["id"] for item in (*page["data"], *older["data"])] == [posted[place] for place in (3, 4, 0, 2)]
    assert older["pagination"] == {}
    assert (await owner.get("/users/self/media/liked"))["data"][0]["id"] == posted[1]


async def test_what_one_may_no_longer_see_is_no_longer_listed_as_liked(owner: Caller) -> None:
    media = owner.box.post_media("emil.unter.uns")
    await owner.call("POST", f"/media/{media}/likes")
    await owner.call("POST", f"/users/{owner.id_of('emil.unter.uns')}/relationship", action="unfollow")
    assert (await owner.get("/users/self/media/liked"))["data"] == []


async def test_people_who_like_by_themselves_have_likes_too(visitor: Caller) -> None:
    token = visitor.box.issue_token("ana.saltwater")
    page = await visitor.get("/users/self/media/liked", count=33, access_token=token)
    assert len(page["data"]) == 33
    assert all(item["user_has_liked"] for item in page["data"])
    assert (await visitor.get("/users/self/media/liked"))["data"] == []


@pytest.mark.parametrize("path", ["/users/self/feed", "/users/self/media/liked"])
async def test_an_empty_list_has_an_empty_pagination(owner: Caller, path: str) -> None:
    body = await owner.get(path)
    assert (body["data"], body["pagination"]) == ([], {})
