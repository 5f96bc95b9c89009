"""Reads `tests:`."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from domain.plans import FOR_RULES, ActionKind, LimitClass, Mode, Reason
from rules.fields.field import Trigger
from rules.problems import Flaw, Report
from rules.syntax.forms import Form, as_table
from rules.syntax.nodes import Entry, Items, Node, Scalar, Table
from rules.syntax.scalars import choice, moment, text, whole
from rules.syntax.spelling import advice, shown
from rules.testing.case import Case, Expectation, Situation
from rules.testing.events import event_of, facts_of
from rules.testing.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from typing import TypeVar

    from rules.problems import Problem
    from rules.ruleset import RuleSet

    T = TypeVar("T")

PLAIN_NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
"""The moment of a test that gives none: a Monday noon."""

_CASE = Form(
    name="a test",
    keys=("name", "given", "all_of_examples", "expect", "expect_suppressed", "expect_text", "never"),
    required=("name",),
)
_EXPECTING = ("expect", "expect_suppressed", "expect_text", "never")
_AROUND = ("now", "limits", "history")
_MODES = {str(mode): mode for mode in Mode}


def read_cases(
    nodes: Iterable[tuple[str | None, Node]], ruleset: RuleSet, texts: Mapping[str, str]
) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    """All tests of files that could be loaded, and what is wrong with others. `texts` are the files by name."""
    report = Report(texts)
    reader = CaseReader({rule.ref.id for rule in ruleset.rules}, report)
    read = [report.attempt(partial(reader.read, node, rule)) for rule, node in nodes]
    return tuple(case for case in read if case is not None), report.problems()


class CaseReader:
    """Reads the tests of one rule set."""

    def __init__(self, rules: Collection[str], report: Report) -> None:
        """`rules` are the ids that a test may speak of."""
        self._rules = rules
        self._report = report

    def read(self, node: Node, rule: str | None) -> Case | None:
        """One test, or `None` with everything that is wrong with it reported. `rule`: where it stands."""
        found = _CASE.read(node, self._report)
        if found.keys().isdisjoint(_EXPECTING):
            self._report.add(Flaw("E102", node.mark, f"a test expects something: {', '.join(_EXPECTING)}"))
            return None
        if ("given" in found) == ("all_of_examples" in found):
            self._report.add(Flaw("E102", node.mark, "a test has either given or all_of_examples"))
            return None
        name = self._part(found, "name", partial(text, name="the name of a test"))
        given = self._part(found, "given", self._situation)
        examples = self._part(found, "all_of_examples", partial(text, name="all_of_examples"))
        expected = self._expectation(found)
        if name is None or (given is None and examples is None):
            return None
        return Case(name=name, mark=node.mark, rule=rule, given=given, examples=examples, expected=expected)

    def _expectation(self, found: Mapping[str, Entry]) -> Expectation:
        return Expectation(
            done=self._part(found, "expect", self._by_rule(self._done)),
            suppressed=self._part(found, "expect_suppressed", self._by_rule(_reason)),
            texts=self._part(found, "expect_text", self._by_rule(_texts)),
            never=self._part(found, "never", self._kinds) or frozenset(),
        )

    def _situation(self, node: Node) -> Situation | None:
        table = as_table(node, "given")
        triggers = [entry for entry in table.entries if entry.key.text in tuple(Trigger)]
        for entry in table.entries:
            if entry.key.text not in (*Trigger, *_AROUND):
                end = advice(entry.key.text, (*Trigger, *_AROUND))
                self._report.add(Flaw("E103", entry.key.mark, f"unknown key {shown(entry.key.text)} in given{end}"))
        if len(triggers) != 1:
            raise Flaw("E113", table.mark, f"a test is about exactly one of {', '.join(Trigger)}")
        around = {entry.key.text: entry for entry in table.entries if entry.key.text in _AROUND}
        now = self._part(around, "now", partial(moment, name="now")) or PLAIN_NOW
        used = self._part(around, "limits", self._used) or {}
        trigger = triggers[0].key.text
        given = Values(trigger, _joined(triggers[0].value, around.get("history")), self._report)
        event = event_of(trigger, given, now)
        return Situation(event=event, facts=facts_of(given, event, now), now=now, used=used)

    def _used(self, node: Node) -> Mapping[LimitClass, int]:
        """`limits: {like: 15}`: so many of this hour's are used up."""
        return {
            LimitClass(choice(entry.key, "limits", tuple(LimitClass))): whole(entry.value, entry.key.text, least=0)
            for entry in as_table(node, "limits").entries
        }

    def _by_rule(self, read: Callable[[Node], T]) -> Callable[[Node], Mapping[str, T]]:
        def each(node: Node) -> Mapping[str, T]:
            return {self._rule(entry.key): read(entry.value) for entry in as_table(node, "what is expected").entries}

        return each

    def _rule(self, key: Scalar) -> str:
        if key.text not in self._rules:
            end = advice(key.text, tuple(self._rules), lead="there are")
            raise Flaw("E106", key.mark, f"there is no rule {shown(key.text)}{end}")
        return key.text

    def _done(self, node: Node) -> Mapping[ActionKind, Mode]:
        return {
            ActionKind(choice(entry.key, "an action", FOR_RULES)): _MODES[
                choice(entry.value, entry.key.text, tuple(_MODES))
            ]
            for entry in as_table(node, "what a rule is expected to do").entries
        }

    def _kinds(self, node: Node) -> frozenset[ActionKind]:
        nodes = node.nodes if isinstance(node, Items) else (node,)
        return frozenset(ActionKind(choice(one, "never", FOR_RULES)) for one in nodes)

    def _part(self, found: Mapping[str, Entry], key: str, read: Callable[[Node], T]) -> T | None:
        return self._report.attempt(partial(read, found[key].value)) if key in found else None


def _joined(event: Node, history: Entry | None) -> Table:
    """The event with the history as one more of its maps."""
    table = _described(event)
    return table if history is None else Table((*table.entries, history), table.mark)


def _described(node: Node) -> Table:
    """A map; a trigger with nothing behind it is an event with nothing special about it."""
    if isinstance(node, Scalar) and node.missing:
        return Table((), node.mark)
    return as_table(node, "the event of a test")


def _reason(node: Node) -> Reason:
    return Reason(choice(node, "expect_suppressed", tuple(Reason)))


def _texts(node: Node) -> tuple[str, ...]:
    nodes = node.nodes if isinstance(node, Items) else (node,)
    return tuple(text(one, "expect_text") for one in nodes)
