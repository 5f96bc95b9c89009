"""/cancel: no answer to what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogues import hearing
from bot.screens import dialogues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Say what was cancelled, or that nothing was asked."""
    return await hearing.cancelled(connections, asked) or (dialogues.nothing_to_cancel(),)
