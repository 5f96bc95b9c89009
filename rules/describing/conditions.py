"""Conditions as people say them."""

from __future__ import annotations

from rules.conditions import Always, Condition, Group, Join
from rules.wording import Telling, listed

_PAIRED = {Join.ALL: "both {}", Join.ANY: "either {}", Join.NONE: "neither {}"}
_JOINTS = {Join.ALL: "and", Join.ANY: "or", Join.NONE: "nor"}
_CLAUSES = 4
"""As much as fits two lines."""


def condition(when: Condition) -> str:
    """The end of a sentence, such as `, if it is tagged #sunset`; empty when nothing is asked."""
    match when:
        case Always():
            return ""
        case Group(name="", join=Join.NONE):
            return f", unless {listed(_clauses(when), 'or', _CLAUSES)}"
        case Group(name="", join=join):
            return f", if {listed(_clauses(when), _JOINTS[join], _CLAUSES)}"
    return f", if {_clause(when)}"


def _clauses(group: Group) -> list[str]:
    """Most telling first, since a long list is cut."""
    return list(dict.fromkeys(map(_clause, sorted(group.parts, key=_telling))))


def _clause(part: Condition) -> str:
    match part:
        case Always():
            return part.label
        case Group(name=""):
            return _nested(part)
        case Group(name=name):
            return f"“{name.replace('_', ' ')}” holds"
    return part.question.clause


def _nested(group: Group) -> str:
    clauses = _clauses(group)
    if len(clauses) > 1:
        return _PAIRED[group.join].format(listed(clauses, _JOINTS[group.join]))
    return f"it is not so that {clauses[0]}" if group.join is Join.NONE else clauses[0]


def _telling(part: Condition) -> Telling:
    match part:
        case Always() | Group(name="", join=Join.NONE):
            return Telling.NEGATIVE
        case Group(name="", parts=parts):
            return min(map(_telling, parts))
        case Group():
            return Telling.AMOUNT
    return part.question.telling
