"""Reads `rules:`, each with everything that it refers to."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

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

    from rules.actions import Action
    from rules.conditions import Condition
    from rules.fields.field import Trigger
    from rules.problems import Report
    from rules.reading.conditions import Conditions
    from rules.reading.settings import Defaults, RuleGroup
    from rules.syntax.nodes import Entry, Node
    from rules.triggers import RuleTrigger
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


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleReader:
    """Reads one rule."""

    node: Node
    around: Surroundings

    def read(self) -> Rule | None:
        """The rule, or `None` with everything that is wrong with it reported."""
        report = self.around.report
        found = _RULE.read(self.node, report)
        name = self._part(found, "id", self._id)
        group = self._part(found, "group", self._group)
        trigger = self._part(found, "trigger", lambda node: read_trigger(node, self.around.lists, report))
        when = self._when(found, trigger.kind if trigger else None)
        mode = self._mode(found, group)
        actions = self._part(
            found, "do", ActionReader(trigger=trigger.kind if trigger else None, mode=mode, report=report).read
        )
        if name is None or trigger is None or when is None or actions is None:
            return None
        return self._built(found, name, group, (mode, trigger, when, actions))

    def _part(self, found: Mapping[str, Entry], key: str, read: Callable[[Node], T]) -> T | None:
        return self.around.report.attempt(partial(read, found[key].value)) if key in found else None

    def _id(self, node: Node) -> str:
        name = read_id(node, "a rule")
        if name in self.around.ids:
            raise Flaw("E107", node.mark, f"rule {name!r} appears twice (first at {self.around.ids[name]})")
        self.around.ids[name] = f"{node.mark.file}:{node.mark.line}"
        return name

    def _group(self, node: Node) -> str:
        name = text(node, "group")
        if name not in self.around.groups:
            raise Flaw(
                "E106", node.mark, f"there is no group {name!r}{advice(name, self.around.groups, lead='there are')}"
            )
        return name

    def _when(self, found: Mapping[str, Entry], trigger: Trigger | None) -> Condition | None:
        entry = found.get("when")
        if entry is None or (isinstance(entry.value, Scalar) and entry.value.missing):
            mark = self.node.mark if entry is None else entry.key.mark
            message = (
                "the rule does not say when; write conditions under 'when', or 'when: always' if it always applies"
            )
            self.around.report.add(Flaw("E114", mark, message))
            return None
        return self.around.report.attempt(lambda: self.around.conditions.when(entry.value, trigger))

    def _mode(self, found: Mapping[str, Entry], group: str | None) -> Mode:
        ceiling = self.around.groups[group].mode if group else None
        own = self._part(found, "mode", read_mode)
        if own is None:
            own = self.around.defaults.mode if ceiling is None else ceiling
        return own if ceiling is None else min(own, ceiling)

    def _built(
        self,
        found: Mapping[str, Entry],
        name: str,
        group: str | None,
        core: tuple[Mode, RuleTrigger, Condition, tuple[Action, ...]],
    ) -> Rule:
        mode, trigger, when, actions = core
        priority = self._part(found, "priority", partial(whole, name="priority")) or 0
        group_priority = self.around.groups[group].priority if group else 0
        max_age = self._part(found, "max_age", partial(duration, name="max_age")) or self.around.defaults.max_age
        enabled = self._part(found, "enabled", partial(truth, name="enabled"))
        return Rule(
            ref=RuleRef(id=name, version=version((*core, group_priority, priority, max_age))),
            title=self._part(found, "title", partial(text, name="title")) or name,
            mode=mode,
            enabled=enabled is not False,
            group=group,
            group_priority=group_priority,
            priority=priority,
            trigger=trigger,
            when=when,
            actions=actions,
            max_age=max_age,
        )
