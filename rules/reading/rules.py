"""Reads `rules:`, each with everything that it refers to."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from domain.plans import Mode, RuleRef
from rules.actions import Notice
from rules.conditions import Always
from rules.conditions import fields as asked
from rules.options import OnConflict, OnError, OnUnknown, Stop
from rules.problems import Flaw
from rules.reading.conditions import CLOCK
from rules.reading.options import DEFAULT_MAX_AGE, GROUPED, OUTSIDE, SILENT
from rules.reading.refusals import check_rule
from rules.reading.schedules import ALWAYS
from rules.reading.settings import read_id
from rules.reading.triggers import read_trigger
from rules.ruleset import Rule
from rules.syntax.forms import Form, as_items, part
from rules.syntax.nodes import Scalar, saying
from rules.syntax.scalars import text, truth, whole
from rules.syntax.spelling import advice
from rules.versions import version

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rules.actions import Action
    from rules.conditions import Condition
    from rules.fields.field import Trigger
    from rules.options import Engine
    from rules.problems import Report
    from rules.reading.actions import ActionReader, Deed
    from rules.reading.conditions import Conditions
    from rules.reading.lists import NamedLists
    from rules.reading.once import Once
    from rules.reading.options import OptionReader, Said
    from rules.reading.settings import RuleGroup
    from rules.syntax.nodes import Entry, Node
    from rules.triggers import RuleTrigger

T = TypeVar("T")

_RULE = Form(
    name="a rule",
    keys=("id", "title", "group", "enabled", "priority", "trigger", "when", "do", "fallback", "tests", *GROUPED),
    required=("id", "trigger", "do"),
)
_NAMES = frozenset({"ref", "title", "enabled", "group", "active"})
_MEANT: Callable[[Rule], tuple[object, ...]] = attrgetter(
    *(one.name for one in fields(Rule) if one.name not in _NAMES)
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What a rule may refer to."""

    defaults: Said
    groups: Mapping[str, RuleGroup]
    options: OptionReader
    lists: NamedLists
    triggers: Once[RuleTrigger]
    conditions: Conditions
    actions: Mapping[Trigger | None, ActionReader]
    engine: Engine
    report: Report
    zone: str
    """The name of the file's time zone."""
    tests: list[tuple[str, Node]]
    """The tests that stand within rules, with the rule's id."""
    ids: dict[str, str] = field(default_factory=dict)
    """The rules so far, and where they stand."""
    deeds: dict[str, tuple[Deed, ...]] = field(default_factory=dict)
    """What each of them does, and where that stands."""


class _Core(NamedTuple):
    """Without which there is no rule."""

    name: str
    trigger: RuleTrigger
    when: Condition
    actions: tuple[Action, ...]


class _Extras(NamedTuple):
    """What a rule may say and need not, and no other place can say for it."""

    title: str | None
    enabled: bool
    priority: int
    fallback: bool
    group: str | None


class RuleReader:
    """Reads one rule."""

    def __init__(self, node: Node, around: Surroundings) -> None:
        self._node = node
        self._around = around
        self._report = around.report

    def read(self) -> Rule | None:
        """The rule, or `None` with everything that is wrong with it reported."""
        before = self._report.count
        found = _RULE.read(self._node, self._report)
        name = self._part(found, "id", self._id)
        trigger = self._part(found, "trigger", self._trigger)
        kind = trigger.kind if trigger else None
        extras = self._extras(found)
        when = self._when(found, kind, needed=not extras.fallback)
        said, mode = self._said(found, extras.group)
        around = self._around
        deeds = self._part(found, "do", around.actions[kind].read)
        self._keep_tests(found, name)
        if name is None or trigger is None or when is None or deeds is None:
            return None
        core = _Core(name=name, trigger=trigger, when=when, actions=tuple(deed.action for deed in deeds))
        rule = self._built(core, extras, said, mode)
        if self._report.count == before:  # what could not be read must not be held against it once more
            check_rule(rule, deeds, around.engine, self._report)
        for deed in deeds:
            if isinstance(deed.action, Notice) and any(one.name.startswith(CLOCK) for one in deed.action.shown):
                around.conditions.note_clock(deed.mark)
        around.deeds[name] = deeds
        return rule

    def _built(self, core: _Core, extras: _Extras, said: Said, mode: Mode) -> Rule:
        named = partial(
            Rule,
            title=extras.title or core.name,
            mode=mode,
            enabled=extras.enabled,
            group=extras.group,
            group_priority=self._around.groups[extras.group].priority if extras.group else 0,
            priority=extras.priority,
            trigger=core.trigger,
            when=core.when,
            actions=core.actions,
            max_age=said.max_age or DEFAULT_MAX_AGE,
            recheck=said.recheck or (),
            active=None if said.active is ALWAYS else said.active,
            outside=said.outside or OUTSIDE[core.trigger.kind],
            per_author=said.per_author,
            limit=said.limit,
            veto_window=said.veto_window if mode is Mode.AUTO else None,
            fallback=extras.fallback,
            stop=said.stop or Stop.NONE,
            on_error=said.on_error or OnError.STOP,
            on_unknown=said.on_unknown or OnUnknown.NOTHING,
            on_conflict=said.on_conflict or OnConflict.ASK,
            when_limited=said.when_limited,
            include_self=said.include_self or False,
        )
        meaning = self._meaning(named(ref=RuleRef(id=core.name, version="")))
        return named(ref=RuleRef(id=core.name, version=version(meaning)))

    def _meaning(self, rule: Rule) -> tuple[object, ...]:
        """All but words for people and names for places."""
        told_time = rule.active is not None or any(field.name.startswith(CLOCK) for field in asked(rule.when))
        return (
            *_MEANT(rule),
            rule.active.windows if rule.active else (),
            self._around.zone if told_time else "",
            rule.group if rule.stop is Stop.GROUP else "",
        )

    def _extras(self, found: Mapping[str, Entry]) -> _Extras:
        return _Extras(
            title=self._part(found, "title", text),
            enabled=self._part(found, "enabled", truth) is not False,
            priority=self._part(found, "priority", whole) or 0,
            fallback=self._part(found, "fallback", truth) or False,
            group=self._part(found, "group", self._group),
        )

    def _part(self, found: Mapping[str, Entry], key: str, read: Callable[[Node, str], T]) -> T | None:
        return part(found, key, read, self._report)

    def _id(self, node: Node, _: str) -> str:
        name = read_id(node, "the id of a rule")
        if name in self._around.ids:
            raise Flaw("E107", node.mark, f"rule {name!r} appears twice (first at {self._around.ids[name]})")
        self._around.ids[name] = f"{node.mark.file}:{node.mark.line}"
        return name

    def _trigger(self, node: Node, _: str) -> RuleTrigger:
        around = self._around
        return around.triggers.read(saying(node), partial(read_trigger, node, around.lists, self._report))

    def _group(self, node: Node, key: str) -> str:
        name, groups = text(node, key), self._around.groups
        if name not in groups:
            raise Flaw("E106", node.mark, f"there is no group {name!r}{advice(name, groups, lead='there are')}")
        return name

    def _when(self, found: Mapping[str, Entry], trigger: Trigger | None, *, needed: bool) -> Condition | None:
        entry = found.get("when")
        if entry is None and not needed:
            return Always()
        if entry is None or (isinstance(entry.value, Scalar) and entry.value.missing):
            mark = self._node.mark if entry is None else entry.key.mark
            message = (
                "the rule does not say when; write conditions under 'when', or 'when: always' if it always applies"
            )
            self._report.add(Flaw("E114", mark, message))
            return None
        return self._report.attempt(lambda: self._around.conditions.when(entry.value, trigger))

    def _said(self, found: Mapping[str, Entry], group: str | None) -> tuple[Said, Mode]:
        """What holds for the rule, whoever said it, and how far it may go."""
        around = self._around
        own, shared = around.options.read(found), around.groups[group].said if group else SILENT
        said = own.over(shared).over(around.defaults)
        wanted = Mode.WATCH if said.mode is None else said.mode
        if own.veto_window and wanted is not Mode.AUTO:
            message = f"veto_window is for rules that act by themselves (mode: auto), and this one has mode: {wanted}"
            self._report.add(Flaw("E210", found["veto_window"].key.mark, message))
        if own.stop is Stop.GROUP and group is None:
            self._report.add(
                Flaw("E108", found["stop"].value.mark, "stop: group needs a group; name one, or stop all")
            )
        return said, wanted if shared.mode is None else min(wanted, shared.mode)

    def _keep_tests(self, found: Mapping[str, Entry], name: str | None) -> None:
        tests = self._part(found, "tests", as_items)
        if name is not None:
            self._around.tests.extend((name, node) for node in tests or ())
