"""/pause: no rule writes anything any more, or one rule rests."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot import resting
from bot import rules as meant
from bot.lengths import length
from bot.screen import Screen
from bot.screens import modes, status
from storage import accounts, notices, switches
from storage.switches import Switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from rules.ruleset import Rule

logger = logging.getLogger(__name__)

EVERYTHING = {"all", "everything", "for"}


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Pause, unless somebody has already. A rule that is named rests alone; who names what is none is asked."""
    found = one(connections, asked.argument)
    if isinstance(found, Screen):
        return (replace(found, keyboard=(*found.keyboard, status.pausing())),)
    if found is not None:
        return (modes.told(await resting.begin(connections, found, asked.by)),)
    words = [word for word in asked.argument.casefold().split() if word not in EVERYTHING]
    span = length("".join(words)) if words else None
    present = connections.present()
    async with connections.database.write() as session:
        account = await accounts.get(session, connections.account)
        already = await switches.get(session, Switch.PAUSED)
        if already is None:
            value = f"{asked.by}, {present.clock(present.now)}"
            await switches.turn_on(session, Switch.PAUSED, value, present.now)
        if span is not None:
            await switches.turn_on(session, Switch.PAUSE_ENDS, (present.now + span).isoformat(), present.now)
    if already is None:
        logger.info("Paused from the chat.", extra={"chat_id": asked.chat})
    ends = "" if span is None else present.clock(present.now + span)
    unread = " ".join(words) if span is None else ""
    return (status.paused(account.username if account else "", already=already, ends=ends, span=unread),)


def one(connections: Connections, argument: str) -> Rule | Screen | None:
    """The rule that is named; None where everything is meant, or a span of time is said."""
    word = next(iter(argument.split()), "")
    is_span = word[:1].isdecimal() and not word.isdecimal()
    if not word or word.casefold() in EVERYTHING:
        return None
    found = meant.named(connections, word)
    return None if isinstance(found, Screen) and is_span else found


async def over(connections: Connections) -> None:
    """End a pause whose time has come, and say so."""
    now = connections.clock()
    async with connections.database.read() as session:
        ends = await switches.get(session, Switch.PAUSE_ENDS)
    if ends is None or datetime.fromisoformat(ends) > now:
        return
    async with connections.database.write() as session:
        await switches.turn_off(session, Switch.PAUSED)
        await switches.turn_off(session, Switch.PAUSE_ENDS)
        text = "The pause is over; rules write again."
        await notices.tell(session, connections.account, f"pause:{now.isoformat()}", now, text=text)
    logger.info("A pause ended by itself.")
