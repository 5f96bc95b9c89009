"""Pages of photos: where each kind of list is fetched."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot import around
from bot.queries import MOST, ListKind
from bot.spans import EVER
from domain.errors import RefusedError
from domain.ids import GeographyId, LocationId, MediaId, UserId
from domain.media import Page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.around import Around
    from bot.connections import Connections
    from bot.queries import Query
    from domain.media import Media

_FARTHEST = 5
"""So many pages without a photo of the wanted time are enough: not every network can look in a span of time."""


async def page(connections: Connections, query: Query, cursor: str | None) -> Page[Media]:
    """The newest photos of a list, or those that follow at `cursor`.

    Raises RefusedError for what is not there, or not to be seen, and what else the network raises.
    """
    found = await _page(connections, query, cursor)
    if query.span is None:
        return found
    for _ in range(_FARTHEST):
        inside = replace(found, items=tuple(one for one in found.items if query.span.holds(one.created_at)))
        if inside.items or found.older is None:
            return inside
        found = await _page(connections, query, found.older)
    return Page(items=(), older=None)


def where(query: Query) -> Around:
    """Where a list of photos around a point looks.

    Raises RefusedError for a place where nobody can look.
    """
    found = around.from_key(query.value)
    if found is None:
        raise RefusedError(f"Nobody can look around {query.value}; share a place, or send /near 52.52 13.405.")
    return found


async def _page(connections: Connections, query: Query, cursor: str | None) -> Page[Media]:
    network, value = connections.network, query.value
    span = query.span or EVER
    paged: dict[ListKind, Callable[..., Awaitable[Page[Media]]]] = {
        ListKind.TAG: partial(network.tag_media, value),
        ListKind.USER: partial(network.user_media, UserId(value), earliest=span.earliest, latest=span.latest),
        ListKind.PLACE: partial(
            network.location_media, LocationId(value), earliest=span.earliest, latest=span.latest
        ),
        ListKind.AREA: partial(network.geography_media, GeographyId(value)),
        ListKind.FEED: network.feed,
        ListKind.LIKED: network.liked,
    }
    if query.kind in paged:
        return await paged[query.kind](cursor=cursor, count=query.count)
    return Page(items=await _whole(connections, query), older=None)


async def _whole(connections: Connections, query: Query) -> tuple[Media, ...]:
    """A list of which the network gives only one page."""
    network = connections.network
    if query.kind is ListKind.PHOTO:
        return (await network.media(MediaId(query.value)),)
    if query.kind is ListKind.POPULAR:
        return await network.popular(count=query.count)
    looked, present = where(query), connections.present()
    return await network.search_media(
        looked.circle, earliest=looked.since(present), latest=present.now, count=query.count or MOST
    )
