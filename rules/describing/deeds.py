"""What a rule does, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from domain.details import Answer
from domain.plans import LIMIT_CLASS, ActionKind, Mode
from rules.actions import Marking, Notice, Plain, Question, Remark, Remembering
from rules.values.numbers import spoken
from rules.wording import listed

if TYPE_CHECKING:
    from datetime import timedelta

    from rules.actions import Action
    from rules.ruleset import Rule

_DONE = {
    ActionKind.LIKE: "liked",
    ActionKind.UNLIKE: "unliked",
    ActionKind.COMMENT: "commented on",
    ActionKind.REPLY: "replied to",
    ActionKind.DELETE_COMMENT: "deleted",
    ActionKind.APPROVE: "approved",
    ActionKind.IGNORE: "ignored",
    ActionKind.BLOCK: "answered with a block",
    ActionKind.FOLLOW: "answered with a follow",
    ActionKind.UNFOLLOW: "answered with an unfollow",
}
_UNANSWERED = {
    Answer.APPROVE: "approved",
    Answer.IGNORE: "ignored",
    Answer.BLOCK: "blocked",
    Answer.LEAVE: "left as it is",
}


def deeds(rule: Rule) -> str:
    """For example: is shown to you and liked once you agree."""
    telling = [action for action in rule.actions if action.kind is ActionKind.NOTIFY]
    keeping = [action for action in rule.actions if action.kind not in LIMIT_CLASS and action not in telling]
    writing = [action for action in rule.actions if action.kind in LIMIT_CLASS]
    done = [*map(_done, (*telling, *keeping, *writing))]
    said = listed(done, "and", len(done))
    if rule.mode is Mode.WATCH:
        return f"would be {said} but is only noted"
    if not writing:
        return f"is {said}"
    return f"is {said} {'without asking' if rule.mode is Mode.AUTO else 'once you agree'}"


def _done(action: Action) -> str:
    share = f" in {action.chance * 100:g} % of cases" if action.chance < 1 else ""
    return f"{_participle(action)}{share}"


def _participle(action: Action) -> str:
    match action:
        case Plain(kind=kind) | Remark(kind=kind):
            return _DONE[kind]
        case Notice(digest=digest):
            return "shown to you" if digest is None else f"shown to you in a digest of {spoken(digest)}"
        case Question(choices=choices, expires=expires, then=then):
            offered = listed([str(choice) for choice in choices], "or", len(choices))
            late = "" if expires is None else f" (unanswered for {spoken(expires)}: {_UNANSWERED[then]})"
            return f"left to you to {offered}{late}"
        case Remembering(list=name, length=length):
            return f"remembered on the list “{name}”{_lasting(length)}"
        case Marking(label=label):
            return f"marked “{label}”"
    assert_never(action)


def _lasting(length: timedelta | None) -> str:
    return "" if length is None else f" for {spoken(length)}"
