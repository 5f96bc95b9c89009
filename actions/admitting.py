"""Takes what the rules planned through the guards and the gate, and closes what nobody answered in time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from actions.gate import admit
from actions.situations import situation_of
from actions.transitions import carry
from domain.plans import DECISIONS, Mode, Reason
from storage.actions import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from actions.surroundings import Surroundings
    from domain.plans import PlannedAction
    from rules.ruleset import RuleSet
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
            mode = min(action.wish.mode, self.ceiling, mode_now(action.wish, self.around.rules()))
            situation = await situation_of(session, self.around, action, mode, now)
            await carry(session, action, _after_its_pause(admit(situation), action), now)

    async def expire(self, action: StoredAction) -> None:
        """Close a proposal about a photo that is too old by now."""
        now = self.around.clock()
        expired = Move(state=ActionState.EXPIRED, reason=Reason.EXPIRED, note="The photo is too old by now.")
        async with self.around.database.write() as session:
            await carry(session, action, expired, now)


def mode_now(wish: PlannedAction, rules: RuleSet) -> Mode:
    """How far the rules go that wanted it. One that is gone, switched off or wants it no longer goes nowhere."""
    ids = {rule.id for rule in wish.rules}
    modes = [
        rule.mode
        for rule in rules.rules
        if rule.enabled and rule.ref.id in ids and any(action.kind is wish.kind for action in rule.actions)
    ]
    return max(modes, default=Mode.WATCH)


def _after_its_pause(move: Move, action: StoredAction) -> Move:
    """What is tried again, and was planned anew meanwhile, is not tried sooner for that."""
    if move.state is not ActionState.PENDING or move.next_at is None:
        return move
    return replace(move, next_at=max(move.next_at, action.next_at))


def can_expire(action: StoredAction) -> bool:
    """Whether a proposal is about something that ages."""
    return action.kind not in DECISIONS and action.wish.max_age_seconds is not None
