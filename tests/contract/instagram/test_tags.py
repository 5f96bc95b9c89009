from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import RefusedError
from domain.media import Page, Tag

if TYPE_CHECKING:
    from networks.instagram.network import InstagramNetwork
    from tests.contract.instagram.conftest import Side


@pytest.mark.parametrize("name", ["sunset", "日没", "été"])
async def test_a_tag_and_its_photos(network: InstagramNetwork, quiet: Side, name: str) -> None:
    photos = [quiet.post("ana.saltwater", tags=[name]) for _ in range(2)]
    tag = await network.tag(name)
    page = await network.tag_media(name)
    assert tag.name == name
    assert isinstance(tag.media_count, int)
    assert sorted(media.id for media in page.items) == sorted(photos)
    assert all(media.tags == (name,) for media in page.items)


async def test_a_tag_that_nobody_uses(network: InstagramNetwork) -> None:
    assert await network.tag("unheardof") == Tag(name="unheardof", media_count=0)
    assert await network.tag_media("unheardof") == Page(items=(), older=None)


@pytest.mark.parametrize("count", [None, 1, 20, 33])
async def test_a_tag_to_the_end(busy_network: InstagramNetwork, lively: Side, count: int | None) -> None:
    tag = "sunset" if count != 1 else "coffee"
    found = await lively.to_the_end(lambda cursor: busy_network.tag_media(tag, cursor=cursor, count=count))
    tagged = {post.id for post in lively.box.world.posts.values() if tag in post.tags and not post.author.private}
    assert len(found) >= 20
    assert len(found) == len(set(found))
    assert set(found) == tagged


async def test_new_photos_between_two_pages_neither_repeat_nor_hide(
    busy_network: InstagramNetwork, lively: Side
) -> None:
    first = await busy_network.tag_media("sunset", count=5)
    lively.clock.step(1)
    fresh = lively.post("ana.saltwater", tags=["sunset"])
    rest = await lively.to_the_end(
        lambda cursor: busy_network.tag_media("sunset", cursor=cursor or first.older, count=5)
    )
    found = [media.id for media in first.items] + rest
    assert len(found) == len(set(found)) == len(lively.box.world.by_tag["sunset"]) - 1
    assert fresh not in found
    assert (await busy_network.tag_media("sunset", count=1)).items[0].id == fresh


async def test_a_tag_that_is_not_shown(network: InstagramNetwork) -> None:
    with pytest.raises(RefusedError, match="This tag cannot be viewed"):
        await network.tag_media("nsfw")
