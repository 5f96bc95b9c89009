"""A rule in words, for somebody who does not want to read YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.plans import ActionKind, Mode
from domain.sources import Source, SourceKind
from rules.conditions import Always, Condition, Group, Join
from rules.triggers import NAMED, OnNewMedia
from rules.wording import Telling, listed

if TYPE_CHECKING:
    from rules.ruleset import Rule
    from rules.triggers import RuleTrigger

_DEEDS = {
    ActionKind.LIKE: "liked",
    ActionKind.COMMENT: "commented on",
    ActionKind.APPROVE: "approved",
    ActionKind.IGNORE: "ignored",
    ActionKind.NOTIFY: "shown to you",
}
_PAIRED = {Join.ALL: "both {}", Join.ANY: "either {}", Join.NONE: "neither {}"}
_JOINTS = {Join.ALL: "and", Join.ANY: "or", Join.NONE: "nor"}
_CLAUSES = 4
"""As much as fits two lines."""
_PLACES = {SourceKind.TAG: "with", SourceKind.USER: "by", SourceKind.LOCATION: "at"}


def describe(rule: Rule) -> str:
    """For example: A new photo with #sunset is liked without asking, if “calm post” holds and it is an image."""
    sentence = f"{_trigger(rule.trigger)} {_deeds(rule)}{_condition(rule.when)}"
    return f"{sentence[0].upper()}{sentence[1:]}" if rule.enabled else f"Switched off: {sentence}"


def _trigger(trigger: RuleTrigger) -> str:
    if not isinstance(trigger, OnNewMedia):
        return "a follow request"
    lists: dict[str, list[str]] = {}
    for source in trigger.sources:
        lists.setdefault(_PLACES[source.kind], []).append(_source(source))
    wheres = [f"{place} {listed(names, 'or')}" for place, names in lists.items()]
    return f"a new photo {listed(wheres, 'or')}"


def _source(source: Source) -> str:
    match source.kind:
        case SourceKind.TAG:
            return f"#{source.value}"
        case SourceKind.USER if source.value.startswith(NAMED):
            return source.value
    return f"{'user' if source.kind is SourceKind.USER else 'place'} {source.value}"


def _deeds(rule: Rule) -> str:
    writes = [_DEEDS[action.kind] for action in rule.actions if action.kind is not ActionKind.NOTIFY]
    tells = [_DEEDS[action.kind] for action in rule.actions if action.kind is ActionKind.NOTIFY]
    deeds = listed(list(dict.fromkeys([*tells, *writes])), "and")
    if rule.mode is Mode.WATCH:
        return f"would be {deeds} but is only noted"
    if not writes:
        return f"is {deeds}"
    return f"is {deeds} {'without asking' if rule.mode is Mode.AUTO else 'once you agree'}"


def _condition(condition: Condition) -> str:
    match condition:
        case Always():
            return ""
        case Group(name="", join=Join.NONE):
            return f", unless {listed(_clauses(condition), 'or', _CLAUSES)}"
        case Group(name="", join=join):
            return f", if {listed(_clauses(condition), _JOINTS[join], _CLAUSES)}"
    return f", if {_clause(condition)}"


def _clauses(group: Group) -> list[str]:
    """Most telling first, since a long list is cut."""
    return list(dict.fromkeys(map(_clause, sorted(group.parts, key=_telling))))


def _clause(condition: Condition) -> str:
    match condition:
        case Always():
            return condition.label
        case Group(name=""):
            return _nested(condition)
        case Group(name=name):
            return f"“{name.replace('_', ' ')}” holds"
    return condition.question.clause


def _nested(group: Group) -> str:
    clauses = _clauses(group)
    if len(clauses) > 1:
        return _PAIRED[group.join].format(listed(clauses, _JOINTS[group.join]))
    return f"it is not so that {clauses[0]}" if group.join is Join.NONE else clauses[0]


def _telling(condition: Condition) -> Telling:
    match condition:
        case Always() | Group(name="", join=Join.NONE):
            return Telling.NEGATIVE
        case Group(name="", parts=parts):
            return min(map(_telling, parts))
        case Group():
            return Telling.AMOUNT
    return condition.question.telling
