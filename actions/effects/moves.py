"""Where an action goes when a look shows that there is nothing left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.plans import Reason
from storage.moves import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from storage.actions import StoredAction


def wished(action: StoredAction, note: str) -> Move:
    """It is as wished: done if a person wanted it so; else the owner was quicker than the rule."""
    return quicker(note) if action.decided_by is None else done(note)


def settled(action: StoredAction, note: str) -> Move:
    """The same where an earlier try of ours may have done it."""
    return wished(action, note) if action.first_intent_at is None else done(note)


def done(note: str) -> Move:
    """It is as wished."""
    return Move(state=ActionState.DONE, note=note)


def quicker(note: str) -> Move:
    """The owner acted first, on the network itself."""
    return Move(state=ActionState.SUPPRESSED, reason=Reason.HUMAN_FIRST, note=note)


def gone(note: str) -> Move:
    """What it is about is no longer there."""
    return Move(state=ActionState.SUPPRESSED, reason=Reason.GONE, note=note)


def undecidable(note: str) -> Move:
    """The network did not say how things are, and nothing is done about what nobody knows."""
    return Move(state=ActionState.SUPPRESSED, reason=Reason.UNKNOWN, note=note)
