"""The owner's feed, and what they like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.media import Page

if TYPE_CHECKING:
    from networks.instagram.network import InstagramNetwork
    from tests.contract.instagram.conftest import Side

FRIEND, STRANGER = "oma.trudi", "sipho.frames"


async def test_the_feed_has_ones_own_photos_and_those_of_friends(network: InstagramNetwork, quiet: Side) -> None:
    theirs = quiet.post(FRIEND)
    quiet.clock.step(60)
    mine = quiet.post(quiet.box.owner)
    quiet.post(STRANGER)
    assert [media.id for media in (await network.feed()).items] == [mine, theirs]


async def test_the_feed_to_its_end(busy_network: InstagramNetwork, lively: Side) -> None:
    world, owner = lively.box.world, lively.box.world.cast.owner
    authors = {owner, *world.bonds.following(owner)}
    found = await lively.to_the_end(lambda cursor: busy_network.feed(cursor=cursor, count=33))
    assert len(found) > 33
    assert len(found) == len(set(found))
    assert set(found) == {post.id for post in world.posts.values() if post.author in authors}


async def test_liked_photos_come_in_the_order_of_liking(network: InstagramNetwork, quiet: Side) -> None:
    photos = [quiet.post(STRANGER) for _ in range(5)]
    for place in (3, 0, 4, 1, 2):
        quiet.clock.step(60)
        await network.like(photos[place])
    found = await quiet.to_the_end(lambda cursor: network.liked(cursor=cursor, count=2))
    assert found == [photos[place] for place in (2, 1, 4, 0, 3)]
    await network.unlike(photos[4])
    assert photos[4] not in [media.id for media in (await network.liked()).items]


@pytest.mark.parametrize("count", [1, 2, 5])
async def test_a_like_between_two_pages_neither_repeats_nor_hides(
    network: InstagramNetwork, quiet: Side, count: int
) -> None:
    photos = [quiet.post(STRANGER) for _ in range(6)]
    for photo in photos[:5]:
        quiet.clock.step(60)
        await network.like(photo)
    first = await network.liked(count=count)
    quiet.clock.step(60)
    await network.like(photos[5])
    rest = (
        []
        if first.older is None
        else await quiet.to_the_end(lambda cursor: network.liked(cursor=cursor or first.older, count=count))
    )
    assert [media.id for media in first.items] + rest == photos[4::-1]


async def test_who_likes_nothing_has_no_liked_photos(network: InstagramNetwork) -> None:
    assert await network.liked() == Page(items=(), older=None)
