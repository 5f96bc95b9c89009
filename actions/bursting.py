"""Looks that plan more writes than a look may: everything they planned waits for one answer."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from actions.terms import lapses_at
from actions.transitions import carry
from domain.plans import LIMIT_CLASS, Mode, Reason
from storage import bursts, notices
from storage.bursts import Answer
from storage.moves import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from actions.surroundings import Surroundings
    from domain.ids import ActionId
    from storage.actions import StoredAction
    from storage.bursts import Burst

LOGGER = logging.getLogger(__name__)

_UNTOUCHED = frozenset({ActionState.PLANNED, ActionState.PENDING})
_NOT_WRITTEN = frozenset({ActionState.WATCHED, ActionState.SUPPRESSED, ActionState.EXPIRED})


async def hold(
    session: AsyncSession, around: Surroundings, planned: Iterable[StoredAction], ceiling: Mode, now: datetime
) -> set[ActionId]:
    """Let wait what came of looks that planned too much, as far as nobody has allowed it; gives what was held."""
    held: set[ActionId] = set()
    events = {action.event for action in planned if action.kind in LIMIT_CLASS and action.wish.mode is not Mode.WATCH}
    if not events or ceiling is Mode.WATCH:
        return held
    for seen_at in await bursts.looks(session, around.account, events):
        wanted = [
            action
            for action in await bursts.planned(session, around.account, seen_at)
            if action.wish.mode is not Mode.WATCH and action.state not in _NOT_WRITTEN
        ]
        known = await bursts.at(session, around.account, seen_at)
        if known is not None or len(wanted) > around.rules().engine.burst_hold:
            held |= await _hold(session, around, seen_at, wanted, now)
    return held


async def _hold(
    session: AsyncSession, around: Surroundings, seen_at: datetime, wanted: Sequence[StoredAction], now: datetime
) -> set[ActionId]:
    burst = await bursts.put(session, around.account, seen_at)
    if burst.answer is Answer.ALLOW:
        return set()
    fresh = [action for action in wanted if action.state in _UNTOUCHED and not action.attempt]
    for action in fresh:
        await carry(session, action, _held(burst, action), now)
    if fresh and burst.answer is None:
        LOGGER.warning("One look planned %d writes; they wait for an answer.", len(wanted))
        await notices.tell(session, around.account, burst.subject, now)
    return {action.id for action in fresh}


def _held(burst: Burst, action: StoredAction) -> Move:
    if burst.answer is Answer.DROP:
        note = f"{burst.answered_by} dropped everything that one look had planned."
        return Move(state=ActionState.SUPPRESSED, reason=Reason.BURST, note=note)
    note = "One look planned more than a look may; you are asked about all of it."
    return Move(state=ActionState.AWAITING_APPROVAL, reason=Reason.BURST, note=note, next_at=lapses_at(action))


async def held(session: AsyncSession, around: Surroundings, burst: Burst) -> list[StoredAction]:
    """What waits for the answer."""
    return [
        action
        for action in await bursts.planned(session, around.account, burst.seen_at)
        if action.state is ActionState.AWAITING_APPROVAL and action.reason is Reason.BURST
    ]


async def release(
    session: AsyncSession, around: Surroundings, burst: Burst, said: Answer, by: str, now: datetime
) -> int | None:
    """Do as a person said with all of it; how much that was, None when another had been quicker.

    What is allowed goes on as if nothing had been: guards and gate look at it, and rules that ask still ask.
    """
    waiting = await held(session, around, burst)
    if not await bursts.answer(session, burst, said, by):
        return None
    on = Move(state=ActionState.PLANNED, next_at=now)
    off = Move(state=ActionState.CANCELLED, reason=Reason.BURST, note=f"{by} dropped it.", by=by)
    for action in waiting:
        await carry(session, action, on if said is Answer.ALLOW else off, now)
    await notices.refresh(session, around.account, burst.subject, now)
    return len(waiting)
