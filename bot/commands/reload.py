"""/reload: reads the rules file at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens import promotions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, _asked: Asked) -> Sequence[Shown]:
    """Say what came of it. What has changed in the rules is told as after any change."""
    return (promotions.told(await connections.reload()),)
