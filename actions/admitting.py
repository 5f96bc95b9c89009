"""Takes what the rules planned through the guards and the gate, and closes what nobody answered in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.gate import admit
from actions.situations import situation_of
from actions.transitions import carry
from domain.plans import DECISIONS, Reason
from storage.actions import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from actions.surroundings import Surroundings
    from domain.plans import Mode
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
            mode = min(action.wish.mode, self.ceiling)
            situation = await situation_of(session, self.around, action, mode, now)
            await carry(session, action, admit(situation), now)

    async def expire(self, action: StoredAction) -> None:
        """Close a proposal about a photo that is too old by now."""
        now = self.around.clock()
        expired = Move(state=ActionState.EXPIRED, reason=Reason.EXPIRED, note="The photo is too old by now.")
        async with self.around.database.write() as session:
            await carry(session, action, expired, now)


def can_expire(action: StoredAction) -> bool:
    """Whether a proposal is about something that ages."""
    return action.kind not in DECISIONS and action.wish.max_age_seconds is not None
