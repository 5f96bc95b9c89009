"""/near: photos taken around a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import around, viewing
from bot.queries import ListKind, Query
from bot.screens import surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


EXAMPLE = "/near 52.52 13.405 1km 5d"


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The newest photos around the point, or a way to share one."""
    looked = around.read(asked.argument)
    if looked is None:
        return (surroundings.share_place(EXAMPLE, wrong=asked.argument),)
    return await viewing.answer(connections, asked.chat, Query(kind=ListKind.NEAR, value=looked.key))
