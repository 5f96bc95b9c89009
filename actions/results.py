"""What a person's decision came to, in a sentence for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from actions.times import at
from domain.plans import ActionKind
from storage.states import ActionState

if TYPE_CHECKING:
    from datetime import datetime

    from storage.actions import StoredAction


class Standing(StrEnum):
    """How it stands after a decision."""

    DONE = "done"
    ALREADY = "already"
    """It had been done before; nothing was sent."""
    LATER = "later"
    """It will be done by itself."""
    UNSURE = "unsure"
    """It was sent, and nobody knows yet whether it arrived."""
    REFUSED = "refused"
    """It was not done, and will not be."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """The answer to a person."""

    state: Standing
    sentence: str


_DONE = {
    ActionKind.LIKE: "liked",
    ActionKind.UNLIKE: "taken back",
    ActionKind.COMMENT: "commented",
    ActionKind.REPLY: "answered",
    ActionKind.DELETE_COMMENT: "removed",
    ActionKind.APPROVE: "approved",
    ActionKind.IGNORE: "ignored",
    ActionKind.BLOCK: "blocked",
    ActionKind.FOLLOW: "followed",
    ActionKind.UNFOLLOW: "unfollowed",
    ActionKind.UNBLOCK: "unblocked",
    ActionKind.DECIDE: "answered",
    ActionKind.NOTIFY: "told",
    ActionKind.REMEMBER: "remembered",
    ActionKind.MARK: "marked",
}


def outcome(action: StoredAction, now: datetime) -> Result:
    """What came of an action that somebody just asked for."""
    note = action.note or ""
    match action.state:
        case ActionState.DONE:
            return Result(state=Standing.DONE, sentence=_joined(f"{_DONE[action.kind].capitalize()}.", note))
        case ActionState.IN_FLIGHT:
            return Result(state=Standing.LATER, sentence="It is being done right now.")
        case ActionState.PENDING:
            when = f"It will be done by itself at {at(action.next_at, now)}."
            return Result(state=Standing.LATER, sentence=_joined(note, when))
        case ActionState.UNCERTAIN:
            return Result(state=Standing.UNSURE, sentence="The answer was lost; looking whether it was done.")
        case ActionState.REVIEW:
            return Result(state=Standing.UNSURE, sentence=_joined(note, "Please look yourself."))
        case _:
            return Result(state=Standing.REFUSED, sentence=_joined("Not done.", note))


def already(action: StoredAction, now: datetime) -> Result:
    """What to say about something that is done or decided."""
    who = action.decided_by or " and ".join(f"the rule {rule.id}" for rule in action.wish.rules) or "Likewise"
    when = at(action.changed_at, now)
    if action.state is ActionState.DONE:
        return Result(state=Standing.ALREADY, sentence=f"Already {_DONE[action.kind]} by {who}, {when}.")
    if action.state is ActionState.CANCELLED:
        return Result(state=Standing.ALREADY, sentence=f"Already declined by {who}, {when}.")
    return outcome(action, now)


def refused(sentence: str) -> Result:
    """Nothing was done."""
    return Result(state=Standing.REFUSED, sentence=sentence)


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
