from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller


async def test_a_tag_counts_its_photos_whatever_its_capitals(owner: Caller) -> None:
    owner.box.post_media("ana.saltwater", caption="#Sunset and #sunset")
    owner.box.post_media("leo.knots", tags=["sunset"])
    assert (await owner.get("/tags/SUNSET"))["data"] == {"media_count": 2, "name": "sunset"}


async def test_a_tag_that_nobody_uses_has_none(owner: Caller) -> None:
    assert (await owner.get("/tags/sunsets"))["data"] == {"media_count": 0, "name": "sunsets"}


async def test_a_tag_in_any_script_is_found(owner: Caller) -> None:
    media = owner.box.post_media("yuki.kissa", caption="今日 #夕焼け")
    assert [item["id"] for item in (await owner.get("/tags/夕焼け/media/recent"))["data"]] == [media]


async def test_a_banned_tag_cannot_be_viewed(owner: Caller) -> None:
    for path in ("/tags/nsfw", "/tags/NSFW/media/recent"):
        assert await owner.error("GET", path) == (400, "APINotAllowedError", "This tag cannot be viewed")


async def test_a_search_finds_tags_by_their_beginning(owner: Caller) -> None:
    for tags in (("sun", "sunset"), ("sunset", "sunday"), ("sunday", "sundown"), ("sunday", "midsun")):
        owner.box.post_media("ana.saltwater", tags=tags)
    body = await owner.get("/tags/search", q="#Sun")
    assert body == {
        "meta": {"code": 200},
        "data": [
            {"media_count": 1, "name": "sun"},
            {"media_count": 3, "name": "sunday"},
            {"media_count": 2, "name": "sunset"},
            {"media_count": 1, "name": "sundown"},
        ],
    }
    assert [tag["name"] for tag in (await owner.get("/tags/search", q="sun", count=2))["data"]] == ["sun", "sunday"]
    assert (await owner.get("/tags/search", q="unset"))["data"] == []


async def test_a_search_gives_no_banned_tag(owner: Caller) -> None:
    owner.box.post_media("ana.saltwater", tags=["nsfw", "nsf"])
    assert [tag["name"] for tag in (await owner.get("/tags/search", q="nsf"))["data"]] == ["nsf"]


@pytest.mark.parametrize("params", [{}, {"q": ""}, {"q": " #"}])
async def test_a_search_needs_a_query(owner: Caller, params: dict[str, str]) -> None:
    assert (await owner.error("GET", "/tags/search", **params))[1] == "APIInvalidParametersError"
