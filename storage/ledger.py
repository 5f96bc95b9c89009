"""What the ledger holds, as values. Needs no database, so that the guards can be asked without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from domain.ids import AccountKey, ActionId, EventKey
    from domain.plans import ActionKind, PlannedAction, Reason
    from storage.states import ActionState


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredAction:
    """An action with its number and its state."""

    id: ActionId
    account: AccountKey
    event: EventKey
    wish: PlannedAction
    state: ActionState
    reason: Reason | None
    """Why it was held back, when it was."""
    note: str | None
    attempt: int
    """How often it was tried; also the fence: whoever holds an older number has lost it."""
    next_at: datetime
    uncertain_since: datetime | None
    absent_looks: int
    """How many complete looks in a row did not find it."""
    first_intent_at: datetime | None
    decided_by: str | None
    """Which person wanted or declined it; None: only rules."""
    decided_at: datetime | None
    created_at: datetime
    changed_at: datetime
    vetoable_until: datetime | None = None
    """Until then a person may still turn what a rule is about to do into a question."""

    @property
    def kind(self) -> ActionKind:
        """What is to be done."""
        return self.wish.kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """Where an action goes next, and why."""

    state: ActionState
    reason: Reason | None = None
    note: str | None = None
    next_at: datetime | None = None
    """None: as it was."""
    by: str | None = None
    """The person who decided it; None: nobody new."""
    wish: PlannedAction | None = None
    """What is wanted from now on; None: the same."""
    vetoable_until: datetime | None = None
    """Until when a person may turn it into a question; None: as it was."""
