"""/pause: no rule writes anything any more, or one rule rests."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import resting
from bot import rules as meant
from bot.screen import Screen
from bot.screens import modes, status
from storage import accounts, switches
from storage.switches import Switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from rules.ruleset import Rule

logger = logging.getLogger(__name__)

EVERYTHING = {"all", "everything"}


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Pause, unless somebody has already. A rule that is named rests alone; who names what is none is asked."""
    found = one(connections, asked.argument)
    if isinstance(found, Screen):
        return (replace(found, keyboard=(*found.keyboard, status.pausing())),)
    if found is not None:
        return (modes.told(await resting.begin(connections, found, asked.by)),)
    span = "" if asked.argument.strip().casefold() in EVERYTHING else asked.argument
    present = connections.present()
    async with connections.database.write() as session:
        account = await accounts.get(session, connections.account)
        already = await switches.get(session, Switch.PAUSED)
        if already is None:
            value = f"{asked.by}, {present.clock(present.now)}"
            await switches.turn_on(session, Switch.PAUSED, value, present.now)
    if already is None:
        logger.info("Paused from the chat.", extra={"chat_id": asked.chat})
    return (status.paused(account.username if account else "", already=already, span=span),)


def one(connections: Connections, argument: str) -> Rule | Screen | None:
    """The rule that is named; None where everything is meant, or a span of time is said."""
    word = next(iter(argument.split()), "")
    is_span = word[:1].isdecimal() and not word.isdecimal()
    if not word or word.casefold() in EVERYTHING:
        return None
    found = meant.named(connections, word)
    return None if isinstance(found, Screen) and is_span else found
