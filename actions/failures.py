"""What an error of the network means for an action."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from domain.errors import BlockedError, RefusedError, RetryableError, UncertainError
from domain.plans import Reason
from storage.attempts import Ending
from storage.moves import Move
from storage.states import ActionState, Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from storage.actions import StoredAction

NETWORK_ERRORS = (RetryableError, UncertainError, RefusedError, BlockedError)
NetworkError: TypeAlias = RetryableError | UncertainError | RefusedError | BlockedError

_LONGEST_WAIT = 900.0


def move_after(error: NetworkError, action: StoredAction, now: datetime) -> Move:
    """Where an action goes after an error."""
    match error:
        case RetryableError(delay=delay):
            return Move(state=ActionState.PENDING, note=str(error), next_at=now + pause_before_next(action, delay))
        case UncertainError():
            return Move(state=ActionState.UNCERTAIN, note=str(error), next_at=now)
        case RefusedError(gone=True):
            return Move(state=ActionState.SUPPRESSED, reason=Reason.GONE, note=str(error))
        case RefusedError():
            return Move(state=ActionState.FAILED, note=str(error))
        case BlockedError():
            return Move(state=ActionState.PENDING, note=str(error), next_at=now)


def ending_after(error: NetworkError, action: StoredAction, now: datetime) -> Ending:
    """How an attempt ended with an error."""
    return Ending(outcome=outcome_of(error), move=move_after(error, action, now), detail=str(error))


def outcome_of(error: NetworkError) -> Outcome:
    """What an error says of the attempt. A refusal counts against the limit: the network has seen it."""
    match error:
        case RetryableError():
            return Outcome.NOT_SENT
        case UncertainError():
            return Outcome.LOST
        case RefusedError() | BlockedError():
            return Outcome.REFUSED


def pause_before_next(action: StoredAction, delay: float = 0.0) -> timedelta:
    """How long to wait before an action is tried again: longer each time, at least `delay` seconds."""
    return timedelta(seconds=max(delay, min(_LONGEST_WAIT, 2.0 ** min(action.attempt, 10))))
