"""The words that rows are kept under."""

from __future__ import annotations

from enum import StrEnum


class ActionState(StrEnum):
    """Where an action stands."""

    PLANNED = "planned"
    """The rules want it; the guards have not looked yet."""
    WATCHED = "watched"
    """The rule only watches: this is what it would have done."""
    SUPPRESSED = "suppressed"
    """A guard held it back, for the one reason in `reason`."""
    AWAITING_APPROVAL = "awaiting_approval"
    """A person must press."""
    PENDING = "pending"
    """May run at `next_at`."""
    IN_FLIGHT = "in_flight"
    """The intent is committed: the call may be under way."""
    UNCERTAIN = "uncertain"
    """May or may not have happened: nothing may be sent before somebody looked."""
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    """A person declined it, or decided otherwise."""
    EXPIRED = "expired"
    REVIEW = "review"
    """Looking could not settle it: a person decides."""


OPEN_STATES = frozenset(
    {
        ActionState.PLANNED,
        ActionState.AWAITING_APPROVAL,
        ActionState.PENDING,
        ActionState.IN_FLIGHT,
        ActionState.UNCERTAIN,
        ActionState.REVIEW,
    }
)
"""Something is still to happen."""

REOPENABLE_STATES = frozenset(
    {
        ActionState.PLANNED,
        ActionState.WATCHED,
        ActionState.SUPPRESSED,
        ActionState.AWAITING_APPROVAL,
        ActionState.CANCELLED,
        ActionState.EXPIRED,
        ActionState.FAILED,
    }
)
"""A person may still want it done: nothing has been sent, or it surely did not happen."""


class EventState(StrEnum):
    """Where an event stands."""

    NEW = "new"
    JUDGED = "judged"


class Outcome(StrEnum):
    """How one attempt ended, as far as we know."""

    DONE = "done"
    FOUND = "found"
    """The answer was lost, and looking showed that it had happened."""
    NOT_SENT = "not_sent"
    """Surely not done: it may be tried again."""
    REFUSED = "refused"
    LOST = "lost"
    """Sent, and nobody knows."""


class Role(StrEnum):
    """What somebody may do in the chat: each may do what those before may, and more."""

    VIEWER = "viewer"
    """Sees everything that is no setting."""
    OPERATOR = "operator"
    """Also acts, and decides what is asked."""
    OWNER = "owner"
    """Also lets people in, and says how far rules may go."""

    def covers(self, least: Role) -> bool:
        """Whether it may do what asks for this role at least."""
        roles = tuple(Role)
        return roles.index(self) >= roles.index(least)
