"""/pause: no rule writes anything any more."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.screens import status
from storage import accounts, switches
from storage.switches import Switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections

logger = logging.getLogger(__name__)


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Pause, unless somebody has already."""
    present = connections.present()
    async with connections.database.write() as session:
        account = await accounts.get(session, connections.account)
        already = await switches.get(session, Switch.PAUSED)
        if already is None:
            value = f"{asked.by}, {present.clock(present.now)}"
            await switches.turn_on(session, Switch.PAUSED, value, present.now)
    if already is None:
        logger.info("Paused from the chat.", extra={"chat_id": asked.chat})
    return (status.paused(account.username if account else "", already=already, span=asked.argument),)
