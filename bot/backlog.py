"""Those who asked to follow before the first look: one question whether the rules look at them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.screens import backlog
from domain.plans import Mode
from polling.backfilling import Backfilling, Past
from polling.looks import WAITING
from rules.triggers import REQUESTS
from storage import answers, notices

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.screen import Screen
    from storage.answers import Answer
    from storage.notices import Notice

MOST = 500
_EVER = datetime.min.replace(tzinfo=UTC)


def is_about(notice: Notice) -> bool:
    """Whether a notice asks this."""
    return notice.subject.startswith(WAITING)


async def asked(connections: Connections, number: int) -> Notice | None:
    """The question with this number."""
    async with connections.database.read() as session:
        found = await notices.get(session, connections.account, number)
    return found if found is not None and is_about(found) else None


async def view(connections: Connections, notice: Notice) -> tuple[Screen, bool]:
    """The question as it stands, and whether it is open. Without a rule about requests there is none to ask."""
    async with connections.database.read() as session:
        answer = await answers.get(session, notice)
    able = any(REQUESTS in rule.trigger.sources for rule in connections.rules().rules if rule.enabled)
    return backlog.question(notice, answer, able=able), able and answer is None


async def run_rules(connections: Connections) -> int:
    """Let the rules look at all who wait, and ask about each; gives how many. Twice is the same as once.

    Raises:
        RetryableError, RefusedError, BlockedError: as for every call.
    """
    filling = Backfilling(
        account=connections.account,
        network=connections.network,
        database=connections.database,
        clock=connections.clock,
    )
    brought = await filling.bring(Past(source=REQUESTS, since=_EVER, most=MOST, mode=Mode.ASK))
    return brought.new + brought.known


async def answered(connections: Connections, notice: Notice, answer: Answer) -> bool:
    """Keep an answer, so that every chat shows it; False when another was quicker."""
    now = connections.clock()
    async with connections.database.write() as session:
        first = await answers.put(session, notice, answer, now)
        await notices.refresh(session, connections.account, notice.subject, now)
    return first
