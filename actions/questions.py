"""What is asked of people, and what holds when nobody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.rivalry import requester_of
from actions.terms import terms_of
from actions.transitions import carry
from domain.details import Answer, DecideDetail
from domain.plans import ActionKind, Mode, Plan, PlannedAction, Reason
from domain.terms import Terms
from storage import actions
from storage.moves import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from storage.actions import StoredAction


async def unanswered(session: AsyncSession, asked: StoredAction, detail: DecideDetail, now: datetime) -> None:
    """Close a question, and let be done what its rules said for that case."""
    note = f"Nobody answered in time: {detail.then}."
    closed = Move(state=ActionState.EXPIRED, reason=Reason.EXPIRED, note=note)
    if not await carry(session, asked, closed, now) or detail.then is Answer.LEAVE:
        return
    then = PlannedAction(
        kind=ActionKind(detail.then.value),
        target=requester_of(asked.event),
        mode=Mode.AUTO,
        rules=asked.wish.rules,
        because=asked.wish.because,
        terms=tuple(Terms(rule=terms.rule, mode=Mode.AUTO) for terms in terms_of(asked.wish)),
    )
    await actions.record_plan(session, asked.account, Plan(event=asked.event, actions=(then,)), now)
    for one in await actions.on_target(session, asked.account, then.kind, then.target):
        # Of rules that contradict each other, the wishes were noted before they led to the question.
        if one.event == asked.event and one.state is ActionState.SUPPRESSED and one.decided_by is None:
            await carry(session, one, Move(state=ActionState.PLANNED, next_at=now, wish=then), now)


async def answered(session: AsyncSession, asked: StoredAction, answer: str, by: str, now: datetime) -> bool:
    """Close a question with what a person said; False when another was quicker."""
    return await carry(session, asked, Move(state=ActionState.DONE, note=f"{by} said: {answer}.", by=by), now)
