"""/inbox: everything that waits for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import inbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, _asked: Asked) -> Sequence[Shown]:
    """All of it, in the one message that goes on changing."""
    return (await inbox.screen(connections),)
