"""/geo: photos from an area that the application subscribed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import viewing, watched
from bot.queries import ListKind, Query, how_many
from bot.screens import nothing
from domain.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The newest photos of the area with this number."""
    area, _, number = asked.argument.partition(" ")
    count = how_many(number.strip())
    if not area:
        return (nothing.which_area(watched.areas(connections)),)
    if number and count is None:
        return (nothing.no_count(number),)
    try:
        return await viewing.answer(connections, asked.chat, Query(kind=ListKind.AREA, value=area, count=count))
    except RefusedError as error:
        if not error.gone:
            raise
        return (nothing.unknown_area(area, watched.areas(connections)),)
