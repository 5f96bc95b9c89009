"""/requests: who waits for the owner's approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import waitlist

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The first of them, as a card that pages."""
    return (await waitlist.opened(connections, asked.chat),)
