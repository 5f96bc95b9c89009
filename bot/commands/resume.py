"""/resume: the rules may write again, or one goes on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot import resting
from bot.commands import pause
from bot.screen import Screen
from bot.screens import modes, status
from storage import accounts, breakers, switches
from storage.switches import Switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections

logger = logging.getLogger(__name__)

_SURE = "sure"


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Let one rule go on, or all; a halt is ended by `all`, after a question."""
    word, halted = asked.argument.strip().casefold(), connections.halt.because()
    if halted is not None and word in pause.EVERYTHING:
        return (status.ending(halted),)
    if word == _SURE:
        if connections.halt.end():
            logger.warning("The halt was ended from the chat.", extra={"chat_id": asked.chat})
        return (await _resume(connections, asked),)
    found = pause.one(connections, asked.argument)
    if found is not None:
        return (found if isinstance(found, Screen) else modes.told(await resting.end(connections, found)),)
    return (await _resume(connections, asked),)


async def _resume(connections: Connections, asked: Asked) -> Shown:
    """Lift the pause, the account's own if it was stopped, and what rests because the network minded it."""
    async with connections.database.write() as session:
        was_paused = await switches.get(session, Switch.PAUSED) is not None
        await switches.turn_off(session, Switch.PAUSED)
        await switches.turn_off(session, Switch.PAUSE_ENDS)
        account = await accounts.get(session, connections.account)
        lifted = account.paused_because if account else None
        if lifted is not None:
            await accounts.pause(session, connections.account, None)
        closed = await breakers.lift(session, connections.account, connections.clock())
    if was_paused or lifted or closed:
        logger.info("Resumed from the chat.", extra={"chat_id": asked.chat})
    return status.resumed(
        was_paused=was_paused, lifted=lifted, closed=closed, halted=connections.halt.because() or ""
    )
