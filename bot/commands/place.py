"""/place: a place on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import targets, watched
from bot.screens import nothing, places
from domain.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The place with this number, or the one that the answered card names."""
    place = targets.place(asked, asked.argument)
    if place is None:
        return (nothing.which_place(watched.places(connections)),)
    try:
        return (places.page(await connections.network.location(place)),)
    except RefusedError as error:
        if not error.gone:
            raise
        return (nothing.unknown_place(place),)
