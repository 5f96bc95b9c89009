"""A rule in words, for somebody who does not want to read YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.plans import ActionKind, Mode
from domain.sources import Source, SourceKind
from rules.conditions import Always, Condition, Group, Join
from rules.triggers import NAMED, OnNewMedia

if TYPE_CHECKING:
    from rules.ruleset import Rule
    from rules.triggers import RuleTrigger

_VERBS = {
    ActionKind.LIKE: "like it",
    ActionKind.COMMENT: "comment on it",
    ActionKind.APPROVE: "approve them",
    ActionKind.IGNORE: "ignore them",
    ActionKind.NOTIFY: "tell you",
}
_MODES = {Mode.WATCH: "only noted", Mode.ASK: "asks first", Mode.AUTO: "by itself"}
_LISTED = 3


def describe(rule: Rule) -> str:
    """For example: new photos with #sunset, if calm_post and likes.count → like it (asks first)."""
    condition = _condition(rule.when)
    asked = f", {condition}" if condition else ""
    deeds = " and ".join(_VERBS[action.kind] for action in rule.actions)
    mode = _MODES[rule.mode] if rule.enabled else "switched off"
    return f"{_trigger(rule.trigger)}{asked} → {deeds} ({mode})"


def _trigger(trigger: RuleTrigger) -> str:
    if not isinstance(trigger, OnNewMedia):
        return "follow requests"
    return f"new photos {_some([_source(source) for source in trigger.sources], 'or')}"


def _source(source: Source) -> str:
    match source.kind:
        case SourceKind.TAG:
            return f"with #{source.value}"
        case SourceKind.USER if source.value.startswith(NAMED):
            return f"by {source.value}"
        case SourceKind.USER:
            return f"by user {source.value}"
        case SourceKind.LOCATION:
            return f"at place {source.value}"
        case SourceKind.REQUESTS:
            return "of people who ask to follow"


def _condition(condition: Condition) -> str:
    if isinstance(condition, Always):
        return ""
    if isinstance(condition, Group) and not condition.name:
        names = list(dict.fromkeys(_name(part) for part in condition.parts))
        return {
            Join.ALL: f"if {_some(names, 'and')}",
            Join.ANY: f"if {_some(names, 'or')}",
            Join.NONE: f"unless {_some(names, 'or')}",
        }[condition.join]
    return f"if {_name(condition)}"


def _name(condition: Condition) -> str:
    match condition:
        case Group(name=""):
            return f"({_condition(condition).removeprefix('if ')})"
        case Group():
            return condition.name
        case Always():
            return condition.label
    return condition.field.name


def _some(names: list[str], joint: str) -> str:
    shown = names if len(names) <= _LISTED else [*names[: _LISTED - 1], f"{len(names) - _LISTED + 1} more"]
    return f" {joint} ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
