"""/halt: nothing is written on the network any more, by rules or by people."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.screens import status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections

logger = logging.getLogger(__name__)


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Halt at once, without a question: whoever halts is in a hurry.

    Raises ConfigError when it cannot be written down.
    """
    # The file's first line is shown as it is, so a name must not bring lines of its own.
    by = " ".join(asked.by.split())[:60]
    first = connections.halt.begin(connections.clock(), by)
    if first:
        logger.warning("Halted from the chat.", extra={"chat_id": asked.chat})
    return (status.halted(connections.halt.because() or "", first=first),)
