"""What a rule, or the whole file, may say beside conditions and actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.plans import ActionKind


class Stop(StrEnum):
    """Which further rules a match cuts."""

    NONE = "none"
    GROUP = "group"
    ALL = "all"


class OnError(StrEnum):
    """What becomes of a rule's remaining actions after a failed one."""

    STOP = "stop"
    CONTINUE = "continue"


class OnUnknown(StrEnum):
    """What becomes of an event of which a rule cannot say whether it matches."""

    NOTHING = "nothing"
    ASK = "ask"


class OnConflict(StrEnum):
    """Who wins when rules of the same rank decide differently. Ordered from the most careful."""

    ASK = "ask"
    STRICTEST = "strictest"
    FIRST = "first"


class Outside(StrEnum):
    """What becomes of a match while the schedule is closed."""

    DROP = "drop"
    DEFER = "defer"
    ASK = "ask"


@dataclass(frozen=True, kw_only=True, slots=True)
class Engine:
    """What holds for the whole file."""

    demote_changed: bool = True
    """Whether a changed `auto` rule falls to `ask` until it is promoted."""
    allow: frozenset[ActionKind] = frozenset()
    """What rules may do only when the owner says so: follow and unfollow."""
    burst_hold: int = 15
    """One look that plans more writes than this is held and asked about."""
    warm_up: timedelta = timedelta(days=14)
    """Over so long after the account's first write, what rules may do rises from a quarter of the limits to all."""
    disclosure: str = "🤖"
    """Ends every comment that nobody read before it was posted. Empty: nothing does."""


STANDARD = Engine()
"""Without the section."""
