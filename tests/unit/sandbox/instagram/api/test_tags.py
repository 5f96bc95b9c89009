from __future__ import annotations

from typing import TYPE_CHECKING

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
