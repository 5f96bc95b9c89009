"""/at: photos taken at a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import spans, targets, viewing, watched
from bot.queries import ListKind, Query
from bot.screens import nothing
from domain.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The newest photos from the place, or those of a span of time."""
    word, wanted = spans.split(asked.argument)
    place, span = targets.place(asked, word), spans.read(wanted, connections.present())
    if place is None:
        return (nothing.which_place(watched.places(connections)),)
    if wanted and span is None:
        return (nothing.no_span(wanted),)
    try:
        return await viewing.answer(connections, asked.chat, Query(kind=ListKind.PLACE, value=place, span=span))
    except RefusedError as error:
        if not error.gone:
            raise
        return (nothing.unknown_place(place),)
