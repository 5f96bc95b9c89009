"""/liked: what the owner likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import viewing
from bot.queries import ListKind, Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The photos that were liked last."""
    return await viewing.answer(connections, asked.chat, Query(kind=ListKind.LIKED, value=viewing.OWN))
