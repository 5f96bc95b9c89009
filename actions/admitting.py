"""Takes what the rules planned through the guards and the gate, and closes what nobody answered in time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from actions import chores, digests
from actions.gate import Admission, admit
from actions.questions import unanswered
from actions.reading import situation_of
from actions.terms import lapses_at
from actions.transitions import carry
from domain.details import DecideDetail
from domain.plans import DECISIONS, ActionKind, Mode, Reason
from storage import allowances
from storage.moves import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from actions.surroundings import Surroundings
    from storage.actions import StoredAction


@dataclass(frozen=True, kw_only=True, slots=True)
class Admitting:
    """Asks no network: everything here is a matter of the database."""

    around: Surroundings
    ceiling: Mode
    """No rule goes further."""

    async def admit(self, action: StoredAction) -> None:
        """Let one planned action on, or hold it back."""
        now = self.around.clock()
        async with self.around.database.write() as session:
            situation = await situation_of(session, self.around, action, self.ceiling, now)
            admission = admit(situation)
            move = _after_its_pause(admission.move, action)
            if action.kind is ActionKind.NOTIFY:
                move = await digests.gathered(session, action, move, now)
            if not await carry(session, action, move, now):
                return
            if _goes_on(admission):
                await allowances.take(session, action, admission.rules, now)
            if move.state is ActionState.DONE:
                await chores.do(session, action, situation.event, now)

    async def expire(self, action: StoredAction) -> None:
        """Close a proposal about a photo that is too old by now, or a question that nobody answered."""
        now = self.around.clock()
        async with self.around.database.write() as session:
            if isinstance(action.wish.detail, DecideDetail):
                await unanswered(session, action, action.wish.detail, now)
                return
            expired = Move(state=ActionState.EXPIRED, reason=Reason.EXPIRED, note="The photo is too old by now.")
            await carry(session, action, expired, now)

    async def tell_digests(self) -> None:
        """Tell all notices that were gathered long enough."""
        async with self.around.database.write() as session:
            await digests.tell(session, self.around.account, self.around.clock())


def can_expire(action: StoredAction) -> bool:
    """Whether a proposal is about something that ages, or a question that says how long it stands."""
    detail = action.wish.detail
    if isinstance(detail, DecideDetail):
        return detail.expires_seconds is not None
    return action.kind not in DECISIONS and lapses_at(action) is not None


def _goes_on(admission: Admission) -> bool:
    return admission.move.state in {ActionState.AWAITING_APPROVAL, ActionState.PENDING}


def _after_its_pause(move: Move, action: StoredAction) -> Move:
    """What is tried again, and was planned anew meanwhile, is not tried sooner for that."""
    if move.state is not ActionState.PENDING or move.next_at is None:
        return move
    return replace(move, next_at=max(move.next_at, action.next_at))
