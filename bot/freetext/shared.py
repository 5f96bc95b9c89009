"""A point on the map that was shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import viewing
from bot.around import Around
from bot.queries import ListKind, Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def place(connections: Connections, asked: Asked, latitude: float, longitude: float) -> Sequence[Shown]:
    """The photos around it, and how many places there are."""
    looked = Around(latitude=latitude, longitude=longitude)
    return await viewing.answer(connections, asked.chat, Query(kind=ListKind.NEAR, value=looked.key))
