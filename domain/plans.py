"""What the rules want done, before anything asks whether it may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.details import Detail
    from domain.ids import EventKey
    from domain.terms import Terms


class Mode(IntEnum):
    """How far a rule may go. Ordered: the lowest of several wins."""

    WATCH = 0
    """Note what would have been done."""
    ASK = 1
    """Propose it in the chat."""
    AUTO = 2
    """Do it, and tell."""

    def __str__(self) -> str:
        return self.name.lower()


class ActionKind(StrEnum):
    """What can be done about an event."""

    LIKE = "like"
    UNLIKE = "unlike"
    COMMENT = "comment"
    REPLY = "reply"
    """An answer to a comment under one of the owner's photos."""
    DELETE_COMMENT = "delete_comment"
    APPROVE = "approve"
    IGNORE = "ignore"
    BLOCK = "block"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    UNBLOCK = "unblock"
    DECIDE = "decide"
    """A question to the owner, with choices."""
    NOTIFY = "notify"
    REMEMBER = "remember"
    """Puts the person on one of the owner's lists, for a time."""
    MARK = "mark"
    """Puts a word of the owner's on the event, to be found by."""


class LimitClass(StrEnum):
    """Actions that share one limit, as they share one endpoint on the network."""

    LIKE = "like"
    COMMENT = "comment"
    RELATIONSHIP = "relationship"


LIMIT_CLASS: dict[ActionKind, LimitClass] = {
    ActionKind.LIKE: LimitClass.LIKE,
    ActionKind.UNLIKE: LimitClass.LIKE,
    ActionKind.COMMENT: LimitClass.COMMENT,
    ActionKind.REPLY: LimitClass.COMMENT,
    ActionKind.DELETE_COMMENT: LimitClass.COMMENT,
    ActionKind.APPROVE: LimitClass.RELATIONSHIP,
    ActionKind.IGNORE: LimitClass.RELATIONSHIP,
    ActionKind.BLOCK: LimitClass.RELATIONSHIP,
    ActionKind.FOLLOW: LimitClass.RELATIONSHIP,
    ActionKind.UNFOLLOW: LimitClass.RELATIONSHIP,
    ActionKind.UNBLOCK: LimitClass.RELATIONSHIP,
}
"""Kinds that are not here write nothing on the network."""

FOR_RULES = tuple(kind for kind in ActionKind if kind is not ActionKind.UNBLOCK)
"""What rules can want: everything but what only people do."""

DECISIONS = frozenset({ActionKind.APPROVE, ActionKind.IGNORE, ActionKind.BLOCK})
"""Of these, one event gets at most one."""

OPPOSITES = frozenset(
    {
        frozenset({ActionKind.LIKE, ActionKind.UNLIKE}),
        frozenset({ActionKind.FOLLOW, ActionKind.UNFOLLOW}),
        frozenset({ActionKind.FOLLOW, ActionKind.BLOCK}),
        frozenset({ActionKind.BLOCK, ActionKind.UNBLOCK}),
    }
)
"""Pairs of which one plan carries out neither."""


BACK = {
    ActionKind.LIKE: ActionKind.UNLIKE,
    ActionKind.UNLIKE: ActionKind.LIKE,
    ActionKind.COMMENT: ActionKind.DELETE_COMMENT,
    ActionKind.REPLY: ActionKind.DELETE_COMMENT,
    ActionKind.FOLLOW: ActionKind.UNFOLLOW,
    ActionKind.UNFOLLOW: ActionKind.FOLLOW,
    ActionKind.BLOCK: ActionKind.UNBLOCK,
}
"""By what a person takes back what was done. What is not here cannot be taken back."""


class Reason(StrEnum):
    """Why a wanted action was not done. A closed list, so that figures can be counted by it."""

    SELF = "self"
    NEVER = "never"
    MUTED = "muted"
    AGE = "age"
    SCHEDULE = "schedule"
    LIMIT = "limit"
    PER_AUTHOR = "per_author"
    ONE_COMMENT = "one_comment"
    BURST = "burst"
    BREAKER = "breaker"
    PAUSED = "paused"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"
    GONE = "gone"
    HUMAN_FIRST = "human_first"
    DECLINED = "declined"
    EXPIRED = "expired"


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleRef:
    """A rule as it was: its id and a hash of what it said."""

    id: str
    version: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedAction:
    """One thing that one or more rules want. Two rules that want the same are merged and both credited."""

    kind: ActionKind
    target: str
    """The id of the photo (like, comment), of the comment (reply, delete), of the person (approve, follow) or the
    event's key (what writes nothing); behind that, the list or the word after a `#` (remember, mark)."""
    mode: Mode
    rules: tuple[RuleRef, ...]
    because: tuple[str, ...]
    """Why, for the owner: at most three short phrases such as `871 followers`, most telling first. Not escaped."""
    text: str | None = None
    """The comment or the notice, rendered."""
    max_age_seconds: float | None = None
    """A photo older than this is not written to."""
    terms: tuple[Terms, ...] = ()
    """Of each rule, in the order of `rules`. Empty: nobody but a person wants it."""
    detail: Detail | None = None
    """What belongs to this kind alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Suppressed:
    """An action that will not be done, and the one reason."""

    kind: ActionKind
    target: str
    rules: tuple[RuleRef, ...]
    reason: Reason
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """What a rule does not want after all, as it says itself. Nothing held it back, so no reason is counted."""

    rule: RuleRef
    kind: ActionKind | None
    """`None`: everything that the rule would want."""
    text: str
    """Such as `cut by requests-refuse`, or `comment skipped (chance 20 %: 0.61)`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Everything the rules want done about one event. Data: the same plan is shown, dry-run or carried out."""

    event: EventKey
    actions: tuple[PlannedAction, ...] = ()
    suppressed: tuple[Suppressed, ...] = field(default=())
    notes: tuple[Note, ...] = ()
