"""From the text of rules files to rules that can judge, or to everything that is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from rules.problems import Flaw, Problem, Report, Severity
from rules.reading.conditions import Conditions
from rules.reading.files import Sections
from rules.reading.lists import NamedLists
from rules.reading.rules import RuleReader, Surroundings
from rules.reading.settings import Defaults, read_defaults, read_groups, read_limits
from rules.ruleset import RuleSet
from rules.syntax.composing import compose
from rules.syntax.nodes import Mark
from rules.values.people import listed
from rules.versions import version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.plans import LimitClass
    from rules.ruleset import Limit, Rule

NEVER_LIST = "never_touch"


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceText:
    """One rules file. `name` is how messages call it."""

    name: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """What became of the files."""

    ruleset: RuleSet | None
    """`None` if there is any error: then the rules that ran before go on."""
    problems: tuple[Problem, ...]
    """By file, line and column. Warnings alone do not keep the rules from running."""


def load(texts: Sequence[SourceText]) -> Loaded:
    """Read, check and resolve rules files. Never raises; everything found is in `problems`, from one run."""
    report = Report({source.name: source.text for source in texts})
    sections = Sections(report)
    for source in sorted(texts, key=lambda source: source.name):
        root = compose(source.name, source.text, report)
        report.partial |= root is None
        if root is not None:
            report.attempt(partial(sections.add, root))
    if not sections.rules and not report.failed:
        report.add(Flaw("E102", _start(texts), "there is no rule; write at least one under 'rules'"))
    ruleset = _resolve(sections, report)
    return Loaded(ruleset=None if report.failed else ruleset, problems=report.problems())


def _resolve(sections: Sections, report: Report) -> RuleSet:
    lists = NamedLists(sections.lists, report)
    conditions = Conditions(sections.conditions, lists, report)
    single = sections.single
    around = Surroundings(
        defaults=report.attempt(lambda: read_defaults(single.get("defaults"), report)) or Defaults(),
        groups=read_groups(sections.groups, report),
        lists=lists,
        conditions=conditions,
        report=report,
    )
    limits = report.attempt(lambda: read_limits(single.get("limits"), report)) or {}
    never = (report.attempt(partial(listed, entry, NEVER_LIST)) for entry in lists.named(NEVER_LIST))
    read = (report.attempt(RuleReader(node, around).read) for node in sections.rules)
    rules = sorted((rule for rule in read if rule is not None), key=lambda rule: rule.rank, reverse=True)
    if not report.failed:
        _warn_unused(sections, lists, conditions, report)
    return _built(tuple(rules), limits, frozenset(person for person in never if person is not None))


def _built(rules: tuple[Rule, ...], limits: Mapping[LimitClass, Limit], never: frozenset[str]) -> RuleSet:
    meaning = (
        tuple((rule.ref, rule.enabled) for rule in rules),
        tuple((kind, limits[kind]) for kind in sorted(limits)),
        never,
    )
    return RuleSet(rules=rules, version=version(meaning), limits=limits, never=never)


def _warn_unused(sections: Sections, lists: NamedLists, conditions: Conditions, report: Report) -> None:
    for what, entries, used in (
        ("list", sections.lists, lists.used | {NEVER_LIST}),
        ("condition", sections.conditions, conditions.used),
    ):
        for name in entries.keys() - used:
            flaw = Flaw("W206", entries[name].key.mark, f"{what} {name!r} is used nowhere; use it or remove it")
            report.add(flaw, Severity.WARNING)


def _start(texts: Sequence[SourceText]) -> Mark:
    return Mark(file=min((source.name for source in texts), default="rules.yaml"), line=1, column=1)
