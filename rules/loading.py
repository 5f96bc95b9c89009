"""From the text of rules files to rules that can judge, or to everything that is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from rules.collector import undisturbed
from rules.problems import Flaw, Problem, Report
from rules.reading.files import Sections
from rules.reading.ruleset import NEVER_LIST, SetReader
from rules.syntax.composing import compose
from rules.syntax.nodes import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rules.ruleset import RuleSet
    from rules.syntax.nodes import Node


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
    test_nodes: tuple[tuple[str | None, Node], ...] = ()
    """The tests, unread, each with the id of the rule within which it stands."""


def load(texts: Sequence[SourceText], overlay: Mapping[str, tuple[str, ...]] | None = None) -> Loaded:
    """Read, check and resolve rules files. Never raises; everything found is in `problems`, from one run.

    `overlay` has what came to lists of the files by other ways, as those would write it. A rule's version does not
    depend on it: nobody edited the rule.
    """
    with undisturbed():
        return _loaded(texts, overlay or {})


def _loaded(texts: Sequence[SourceText], overlay: Mapping[str, tuple[str, ...]]) -> Loaded:
    report = Report({source.name: source.text for source in texts})
    sections = _sections(texts, report)
    reader = SetReader(sections, {}, report)
    ruleset = reader.read()
    if not report.failed:
        reader.warn_unused()
        added = {name: words for name, words in overlay.items() if name in {*sections.lists, NEVER_LIST}}
        ruleset = _overlaid(ruleset, SetReader(sections, added, report).read()) if added else ruleset
    tests = (*((None, node) for node in sections.tests), *reader.tests)
    return Loaded(ruleset=None if report.failed else ruleset, problems=report.problems(), test_nodes=tests)


def _sections(texts: Sequence[SourceText], report: Report) -> Sections:
    sections = Sections(report)
    for source in sorted(texts, key=lambda source: source.name):
        root = compose(source.name, source.text, report)
        report.partial |= root is None
        if root is not None:
            report.attempt(partial(sections.add, root))
    if not sections.rules and not report.failed:
        report.add(Flaw("E102", _start(texts), "there is no rule; write at least one under 'rules'"))
    return sections


def _overlaid(written: RuleSet, overlaid: RuleSet) -> RuleSet:
    """The second, its rules under the versions of the first."""
    refs = {rule.ref.id: rule.ref for rule in written.rules}
    return replace(overlaid, rules=tuple(replace(rule, ref=refs[rule.ref.id]) for rule in overlaid.rules))


def _start(texts: Sequence[SourceText]) -> Mark:
    return Mark(file=min((source.name for source in texts), default="rules.yaml"), line=1, column=1)
