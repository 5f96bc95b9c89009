"""What belongs to one kind of planned action alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - fields are types that others may ask for
from enum import StrEnum
from typing import TypeAlias


class Answer(StrEnum):
    """An answer to a question of the rules."""

    APPROVE = "approve"
    IGNORE = "ignore"
    BLOCK = "block"
    LEAVE = "leave"
    """Nothing is done: the request stays."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DecideDetail:
    """A question that the owner is to answer."""

    choices: tuple[Answer, ...]
    expires_seconds: float | None
    """Counted from when it is asked."""
    then: Answer
    """What holds when nobody answers."""


class Picturing(StrEnum):
    """Which picture a notice shows."""

    NONE = "none"
    THUMBNAIL = "thumbnail"
    FULL = "full"


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A button under a notice. A press is a person's own doing."""

    verb: str
    """`like`, `comment`, `mute_author`, `open`, `approve`, ... as the language names them."""
    text: str | None = None
    """The draft of a comment, rendered."""
    seconds: float | None = None
    """For how long, with `mute_author`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeDetail:
    """How a notice is told."""

    picture: Picturing = Picturing.THUMBNAIL
    offers: tuple[Offer, ...] = ()
    group_by: str | None = None
    """The name and the value of the field by which notices are gathered, such as `location.id=212988663`."""
    digest_seconds: float | None = None
    """Gather what comes in this long into one message."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RememberDetail:
    """A person is put on a list."""

    list: str
    seconds: float | None
    """For how long. `None`: for good."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkDetail:
    """A word is put on the event."""

    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentDetail:
    """Wordings of a comment."""

    alternatives: tuple[str, ...] = ()
    """What else could be said, in order, should `text` have been said within `avoid_repeat`."""
    avoid_repeat_seconds: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class UndoDetail:
    """Something that was done before is taken back."""

    action: int
    """Its number in the ledger."""
    since: datetime
    """When it was tried first: nothing older is meant."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftDetail:
    """A comment that a person wrote by hand: it is not the only one they may write below a photo."""

    draft: str
    """Names the draft, which is posted once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RemovalDetail:
    """Where a comment stands that a person wants removed and that no look has brought."""

    media: str
    """The id of the photo."""
    since: datetime
    """When it was written."""


Detail: TypeAlias = (
    DecideDetail
    | NoticeDetail
    | RememberDetail
    | MarkDetail
    | CommentDetail
    | UndoDetail
    | DraftDetail
    | RemovalDetail
)
