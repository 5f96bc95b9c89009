"""/feed: what the people whom the owner follows post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import viewing
from bot.queries import ListKind, Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The newest photos of the feed."""
    return await viewing.answer(connections, asked.chat, Query(kind=ListKind.FEED, value=viewing.OWN))
