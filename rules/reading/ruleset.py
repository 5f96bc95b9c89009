"""Reads what all files say together."""

from __future__ import annotations

from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING

from rules.fields.field import Trigger
from rules.problems import Flaw, Severity
from rules.reading.actions import ActionReader
from rules.reading.comments import Templates
from rules.reading.conditions import Conditions
from rules.reading.lists import NamedLists
from rules.reading.once import Once
from rules.reading.options import SHARED, OptionReader, Said
from rules.reading.refusals import check_together
from rules.reading.rules import RuleReader, Surroundings
from rules.reading.schedules import read_schedules, read_zone
from rules.reading.settings import read_engine, read_groups, read_limits
from rules.ruleset import RuleSet
from rules.syntax.forms import Form, part
from rules.values.people import listed
from rules.versions import version

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rules.options import Engine
    from rules.problems import Report
    from rules.reading.files import Sections
    from rules.ruleset import Rule
    from rules.syntax.nodes import Node

NEVER_LIST = "never_touch"
"""The people on it are never touched, whatever a rule says. It need not be in the file."""

_DEFAULTS = Form(name="defaults", keys=SHARED)


class SetReader:
    """Reads all sections, with what was `added` to the lists by other ways than the files."""

    def __init__(self, sections: Sections, added: Mapping[str, tuple[str, ...]], report: Report) -> None:
        self._sections = sections
        self._report = report
        self._schedules = read_schedules(sections.schedules, report)
        self._zone = part(sections.timezone, "timezone", read_zone, report)
        self._lists = NamedLists(sections.lists, added, report)
        self._conditions = Conditions(sections.conditions, self._lists, report)
        self._templates = Templates(sections.templates, report)
        self._options = OptionReader(self._schedules, report)
        self.tests: list[tuple[str, Node]] = []
        """The tests that stand within rules, with the rule's id."""

    def read(self) -> RuleSet:
        """The rules and what holds for all of them. Whatever is wrong is reported."""
        sections, report = self._sections, self._report
        limits = read_limits(sections.limits, report)
        listed_people = (report.attempt(partial(listed, one, NEVER_LIST)) for one in self._lists.named(NEVER_LIST))
        never = frozenset(person for person in listed_people if person is not None)
        engine = read_engine(sections.engine, sections.limits, report)
        rules = self._rules(engine)
        self._check_zone()
        told = (
            tuple((rule.ref, rule.enabled) for rule in rules),
            tuple((kind, limits[kind]) for kind in sorted(limits)),
        )
        return RuleSet(
            rules=rules,
            version=version((*told, never, engine)),
            limits=limits,
            never=never,
            zone=self._zone or UTC,
            engine=engine,
            lists=self._lists.written(),
        )

    def _rules(self, engine: Engine) -> tuple[Rule, ...]:
        sections, report = self._sections, self._report
        around = Surroundings(
            defaults=self._defaults(),
            groups=read_groups(sections.groups, self._options, report),
            options=self._options,
            lists=self._lists,
            triggers=Once(report),
            conditions=self._conditions,
            actions={
                trigger: ActionReader(trigger, self._templates, self._lists, report) for trigger in (*Trigger, None)
            },
            engine=engine,
            report=report,
            zone=self._zone.key if self._zone else "",
            tests=self.tests,
        )
        read = [report.attempt(RuleReader(node, around).read) for node in sections.rules]
        rules = [rule for rule in read if rule is not None]
        check_together(rules, around.deeds, report)
        return tuple(sorted(rules, key=lambda rule: rule.rank, reverse=True))

    def _defaults(self) -> Said:
        return self._options.read(_DEFAULTS.known(self._sections.defaults.values(), self._report))

    def _check_zone(self) -> None:
        """Hours and days are somebody's, so it must be said whose."""
        if self._sections.timezone:
            return
        marks = [entry.key.mark for entry in self._sections.schedules.values()]
        first = min((*marks, self._conditions.clock) if self._conditions.clock else marks, default=None)
        if first is not None:
            message = "hours and days are local ones; say where at the top, such as timezone: Europe/Berlin"
            self._report.add(Flaw("E102", first, message))

    def warn_unused(self) -> None:
        """Note what nothing refers to."""
        sections = self._sections
        for what, entries, used in (
            ("schedule", sections.schedules, self._options.used),
            ("list", sections.lists, self._lists.used | {NEVER_LIST}),
            ("condition", sections.conditions, self._conditions.used),
            ("template", sections.templates, self._templates.used),
        ):
            for name in entries.keys() - used:
                flaw = Flaw("W206", entries[name].key.mark, f"{what} {name!r} is used nowhere; use it or remove it")
                self._report.add(flaw, Severity.WARNING)
