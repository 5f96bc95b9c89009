"""What becomes of a plan when the rules judge the same event again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import update

from domain.plans import Mode, Reason
from domain.verdicts import Verdict
from storage import actions, codec, moves, notices
from storage.moves import Move, unchanged
from storage.states import ActionState
from storage.tables import ActionRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey, EventKey
    from domain.plans import PlannedAction
    from domain.verdicts import Judgement
    from storage.actions import StoredAction

NOT_BEGUN = frozenset({ActionState.PLANNED, ActionState.AWAITING_APPROVAL, ActionState.PENDING})
"""Nothing has been sent, and it may still be let go."""

_UNSETTLED = frozenset({Reason.UNKNOWN, Reason.CONFLICT})
"""Why a plan held something back that a later one may want after all. What a guard refused stays refused."""


async def renew(session: AsyncSession, account: AccountKey, judgement: Judgement, now: datetime) -> None:
    """Write down what the rules want by now; what was done, or decided by a person, is not touched.

    What was only watched, or held back for want of a fact, is planned once a bolder rule wants it. What still waits
    while every rule that wanted it says no by now is withdrawn.
    """
    wanted = {(action.kind, action.target): action for action in judgement.plan.actions}
    for action in await actions.of_event(session, account, judgement.event):
        wish = wanted.get((action.kind, action.wish.target))
        if wish is not None and _may_be_planned(action, wish):
            await _plan(session, action, wish, now)
    await actions.record_plan(session, account, judgement.plan, now)
    still = {said.rule.id for said in judgement.verdicts if said.finding.verdict is not Verdict.NO}
    no_longer = Move(state=ActionState.EXPIRED, reason=Reason.EXPIRED, note="Looked at again, it no longer matches.")
    await withdraw(session, account, judgement.event, no_longer, now, unless=still)


async def withdraw(
    session: AsyncSession,
    account: AccountKey,
    event: EventKey,
    move: Move,
    now: datetime,
    *,
    unless: Collection[str] = (),
) -> int:
    """Let go what still waits about an event, `unless` one of these rules or a person wants it; gives how much."""
    withdrawn = 0
    for action in await actions.of_event(session, account, event):
        kept = action.decided_by is not None or any(rule.id in unless for rule in action.wish.rules)
        if action.state in NOT_BEGUN and not kept:
            withdrawn += await moves.make(session, action, move, now)
    if withdrawn:
        await notices.refresh(session, account, event, now)
    return withdrawn


def _may_be_planned(action: StoredAction, wish: PlannedAction) -> bool:
    if action.decided_by is not None:
        return False
    if action.state is ActionState.WATCHED:
        return wish.mode > max(action.wish.mode, Mode.WATCH)
    return action.state is ActionState.SUPPRESSED and action.reason in _UNSETTLED


async def _plan(session: AsyncSession, action: StoredAction, wish: PlannedAction, now: datetime) -> None:
    fresh = {"state": ActionState.PLANNED, "reason": None, "note": None, "next_at": now, "changed_at": now}
    await session.execute(update(ActionRow).where(*unchanged(action)).values(wish=codec.encode(wish), **fresh))
