"""/at: photos taken at a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import lists
from bot.commands.tag import wished
from bot.screens import empty, places
from domain.errors import RefusedError
from domain.ids import LocationId
from domain.sources import SourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections

_OFFERED = 4


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The place on a map, and the newest photo from there."""
    if not asked.argument:
        return (empty.which_place(_watched(connections)),)
    try:
        place = await connections.network.location(LocationId(asked.argument))
    except RefusedError:
        return (empty.unknown_place(asked.argument),)
    photos = await lists.at_place(connections, place, asked.argument)
    if photos.items:
        below: Shown = await lists.opened(connections, asked.chat, photos)
    else:
        below = empty.no_photos(place.name or "this place", wished(connections))
    venue = places.venue(place)
    return (venue, below) if venue else (below,)


def _watched(connections: Connections) -> list[str]:
    sources = (wish.source for wish in connections.rules().wishes())
    return [source.value for source in sources if source.kind is SourceKind.LOCATION][:_OFFERED]
