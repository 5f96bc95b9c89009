"""Reads `rules:`, each with everything that it refers to."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from domain.plans import Mode, RuleRef
from rules.problems import Flaw
from rules.reading.actions import ActionReader
from rules.reading.settings import read_id, read_mode
from rules.reading.triggers import read_trigger
from rules.ruleset import Rule
from rules.syntax.forms import Form
from rules.syntax.nodes import Scalar
from rules.syntax.scalars import duration, text, truth, whole
from rules.syntax.spelling import advice
from rules.versions import version

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta

    from rules.conditions import Condition
    from rules.fields.field import Trigger
    from rules.problems import Report
    from rules.reading.conditions import Conditions
    from rules.reading.settings import Defaults, RuleGroup
    from rules.syntax.nodes import Entry, Node
    from rules.values.kinds import Lists

T = TypeVar("T")

_RULE = Form(
    name="a rule",
    keys=("id", "title", "group", "enabled", "mode", "priority", "trigger", "when", "max_age", "do"),
    required=("id", "trigger", "do"),
    later=frozenset(
        {
            "active",
            "fallback",
            "include_self",
            "limit",
            "on_conflict",
            "on_error",
            "on_unknown",
            "per_author",
            "recheck",
            "stop",
            "tests",
            "veto_window",
            "when_limited",
        }
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What a rule may refer to."""

    defaults: Defaults
    groups: Mapping[str, RuleGroup]
    lists: Lists
    conditions: Conditions
    report: Report
    ids: dict[str, str] = field(default_factory=dict)
    """The rules so far, and where they stand."""


class _Extras(NamedTuple):
    """What a rule may say and need not."""

    title: str | None
    enabled: bool
    priority: int
    max_age: timedelta


class RuleReader:
    """Reads one rule."""

    def __init__(self, node: Node, around: Surroundings) -> None:
        self._node = node
        self._around = around
        self._report = around.report

    def read(self) -> Rule | None:
        """The rule, or `None` with everything that is wrong with it reported."""
        found = _RULE.read(self._node, self._report)
        name = self._part(found, "id", self._id)
        group = self._part(found, "group", self._group)
        trigger = self._part(found, "trigger", lambda node: read_trigger(node, self._around.lists, self._report))
        when = self._when(found, trigger.kind if trigger else None)
        mode = self._mode(found, group)
        action_reader = ActionReader(trigger.kind if trigger else None, mode, self._report)
        actions = self._part(found, "do", action_reader.read)
        extras = self._extras(found)
        if name is None or trigger is None or when is None or actions is None:
            return None
        group_priority = self._around.groups[group].priority if group else 0
        meaning = (mode, trigger, when, actions, group_priority, extras.priority, extras.max_age)
        return Rule(
            ref=RuleRef(id=name, version=version(meaning)),
            title=extras.title or name,
            mode=mode,
            enabled=extras.enabled,
            group=group,
            group_priority=group_priority,
            priority=extras.priority,
            trigger=trigger,
            when=when,
            actions=actions,
            max_age=extras.max_age,
        )

    def _extras(self, found: Mapping[str, Entry]) -> _Extras:
        return _Extras(
            title=self._part(found, "title", partial(text, name="title")),
            enabled=self._part(found, "enabled", partial(truth, name="enabled")) is not False,
            priority=self._part(found, "priority", partial(whole, name="priority")) or 0,
            max_age=self._part(found, "max_age", partial(duration, name="max_age")) or self._around.defaults.max_age,
        )

    def _part(self, found: Mapping[str, Entry], key: str, read: Callable[[Node], T]) -> T | None:
        return self._report.attempt(partial(read, found[key].value)) if key in found else None

    def _id(self, node: Node) -> str:
        name = read_id(node, "a rule")
        if name in self._around.ids:
            raise Flaw("E107", node.mark, f"rule {name!r} appears twice (first at {self._around.ids[name]})")
        self._around.ids[name] = f"{node.mark.file}:{node.mark.line}"
        return name

    def _group(self, node: Node) -> str:
        name = text(node, "group")
        if name not in self._around.groups:
            raise Flaw(
                "E106", node.mark, f"there is no group {name!r}{advice(name, self._around.groups, lead='there are')}"
            )
        return name

    def _when(self, found: Mapping[str, Entry], trigger: Trigger | None) -> Condition | None:
        entry = found.get("when")
        if entry is None or (isinstance(entry.value, Scalar) and entry.value.missing):
            mark = self._node.mark if entry is None else entry.key.mark
            message = (
                "the rule does not say when; write conditions under 'when', or 'when: always' if it always applies"
            )
            self._report.add(Flaw("E114", mark, message))
            return None
        return self._report.attempt(lambda: self._around.conditions.when(entry.value, trigger))

    def _mode(self, found: Mapping[str, Entry], group: str | None) -> Mode:
        ceiling = self._around.groups[group].mode if group else None
        own = self._part(found, "mode", read_mode)
        if own is None:
            own = self._around.defaults.mode if ceiling is None else ceiling
        return own if ceiling is None else min(own, ceiling)
