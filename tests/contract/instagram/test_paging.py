"""Lists that grow while they are walked through."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.ids import LocationId, MediaId, UserId
from networks.paging import pages
from sandbox.clock import SteppedClock
from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.cast import Cast
from tests.contract.instagram.conftest import KEY, Side

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from domain.media import Media, Page
    from networks.instagram.network import InstagramNetwork

    Poll = Callable[[InstagramNetwork, Side, str | None], Awaitable[Page[Media]]]

    Fetch = Callable[[InstagramNetwork, Side, str | None, int], Awaitable[Page[Media]]]

FRIEND = "oma.trudi"

LISTS: dict[str, Fetch] = {
    "tag_media": lambda n, _, cursor, count: n.tag_media("sea", cursor=cursor, count=count),
    "user_media": lambda n, s, cursor, count: n.user_media(s.id_of(FRIEND), cursor=cursor, count=count),
    "own media": lambda n, _, cursor, count: n.user_media(UserId("self"), cursor=cursor, count=count),
    "feed": lambda n, _, cursor, count: n.feed(cursor=cursor, count=count),
    "location_media": lambda n, s, cursor, count: n.location_media(
        LocationId(str(s.box.world.cast.places[0].id)), cursor=cursor, count=count
    ),
}


def post(side: Side, seconds: int, *, own: bool) -> str:
    """A photo that stands in the list, so long after the last one: 0 is the same second."""
    side.clock.step(seconds)
    return side.box.post_media(
        side.box.owner if own else FRIEND, tags=["sea"], location_id=str(side.box.world.cast.places[0].id)
    )


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=12, deadline=None)
@given(
    before=st.lists(st.integers(0, 90), min_size=1, max_size=12),
    steps=st.lists(st.tuples(st.integers(1, 5), st.lists(st.integers(0, 90), max_size=3)), max_size=8),
)
async def test_a_growing_list_is_walked_without_loss_or_repetition(
    name: str, before: list[int], steps: list[tuple[int, list[int]]]
) -> None:
    clock = SteppedClock()
    box = InstagramSandbox.open(None, clock=clock, control_key=KEY, cast=Cast.quiet())
    side = Side(box=box, clock=clock)
    there = [post(side, seconds, own=name == "own media") for seconds in before]
    plan = iter(steps)
    found: list[str] = []
    async with side.connected(box.issue_token(box.owner)) as network:

        async def fetch(cursor: str | None) -> Page[Media]:
            count, arriving = next(plan, (3, []))
            page = await LISTS[name](network, side, cursor, count)
            for seconds in arriving:
                post(side, seconds, own=name == "own media")
            return page

        async for page in pages(fetch):
            found += [media.id for media in page.items]
    box.close()
    # What arrives in the same second as the last photo may stand on either side of it.
    assert len(found) == len(set(found))
    assert set(there) <= set(found)


def _media(known: str | None) -> MediaId | None:
    return None if known is None else MediaId(known)


def _place(side: Side) -> LocationId:
    return LocationId(str(side.box.world.cast.places[0].id))


POLLED: dict[str, Poll] = {
    "tag_media": lambda n, _, known: n.tag_media("sea", newer_than=known),
    "user_media": lambda n, s, known: n.user_media(s.id_of(FRIEND), newer_than=_media(known)),
    "feed": lambda n, _, known: n.feed(newer_than=_media(known)),
    "location_media": lambda n, s, known: n.location_media(_place(s), newer_than=_media(known)),
}


@pytest.mark.parametrize("poll", POLLED.values(), ids=POLLED)
async def test_what_is_newer_than_a_page_comes_alone(network: InstagramNetwork, quiet: Side, poll: Poll) -> None:
    old = [post(quiet, 60, own=False) for _ in range(3)]
    page = await poll(network, quiet, None)
    assert [media.id for media in page.items] == old[::-1]
    assert (await poll(network, quiet, page.newer)).items == ()
    new = [post(quiet, 60, own=False) for _ in range(2)]
    assert [media.id for media in (await poll(network, quiet, page.newer)).items] == new[::-1]


@pytest.mark.parametrize("place", [False, True], ids=["user_media", "location_media"])
async def test_a_span_of_time_bounds_a_list(network: InstagramNetwork, quiet: Side, *, place: bool) -> None:
    photos = [post(quiet, 60, own=False) for _ in range(4)]
    earliest, latest = (quiet.clock.now() - timedelta(seconds=ago) for ago in (130, 50))
    if place:
        page = await network.location_media(_place(quiet), earliest=earliest, latest=latest)
    else:
        page = await network.user_media(quiet.id_of(FRIEND), earliest=earliest, latest=latest)
    assert [media.id for media in page.items] == photos[2:0:-1]
