"""A burst as it stands now: what one look planned too much of, and what was said to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens import notices
from domain.plans import Reason
from storage import bursts, events
from storage.states import ActionState

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.screen import Screen

_SUBJECT = "burst:"
_SHOWN = 5


def number_of(subject: str) -> int | None:
    """The number of the burst that a notice is about; None for every other notice."""
    number = subject.removeprefix(_SUBJECT)
    return int(number) if number != subject and number.isascii() and number.isdecimal() else None


async def view(connections: Connections, number: int) -> tuple[Screen, bool] | None:
    """The question, and whether it is still open; None when nothing is known of it."""
    async with connections.database.read() as session:
        burst = await bursts.get(session, connections.account, number)
        if burst is None:
            return None
        planned = await bursts.planned(session, connections.account, burst.seen_at)
        held = [
            action
            for action in planned
            if action.state is ActionState.AWAITING_APPROVAL and action.reason is Reason.BURST
        ]
        known = [await events.get(session, connections.account, action.event) for action in held[:_SHOWN]]
    names = [one.event.person.username if one else "" for one in known] + [""] * len(held)
    screen = notices.burst(list(zip(held, names, strict=False)), burst)
    return screen, burst.answer is None and bool(held)
