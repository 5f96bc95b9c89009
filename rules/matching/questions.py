"""Terms as functions of a glance. Those that say the same are one function, so it is asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.matching.checks import asking
from rules.matching.glance import all_of, any_of, opposite
from rules.matching.tables import tabled
from rules.matching.terms import Brought, Either, Single, Term
from rules.outcomes import Standing
from rules.values.kinds import Exists
from rules.values.places import Near
from rules.values.regexes import Regex

if TYPE_CHECKING:
    from domain.sources import Source
    from rules.matching.glance import Answer, Glance, Look
    from rules.matching.tables import Tabled
    from rules.matching.views import View, Views

_SLOW = (Near, Regex)
_LAST = 10
"""A call may be needed for it, and the others may show that it is not."""


class Questions:
    """The questions of all rules, each distinct one made once."""

    def __init__(self, views: Views, brought: View) -> None:
        """`brought` shows the lists that an event is in."""
        self._views = views
        self._brought = brought
        self._made: dict[Term, Look] = {}
        self._asked: dict[Look, Term] = {}
        self._shared: dict[int, Look] = {}
        self.costs: dict[Look, int] = {}
        """The lower, the sooner a question should be asked."""

    def of(self, asked: Term) -> Look:
        """Whether a term holds."""
        if isinstance(asked, Single) and not asked.negated:  # rules may share a test, which is seen without comparing
            question = self._shared.get(id(asked.test))
            if question is None:
                question = self._shared[id(asked.test)] = self._of(asked)
            return question
        return self._of(asked)

    def _of(self, asked: Term) -> Look:
        question = self._made.get(asked)
        if question is None:
            question = self._made[asked] = self._question(asked)
            self._asked[question] = asked
            self.costs[question] = _cost(asked)
        return question

    def term(self, question: Look) -> Term:
        """What a question asks."""
        return self._asked[question]

    def tabled(self, question: Look) -> Tabled | None:
        """The question in a shape that a table can answer, if it has one."""
        return tabled(self._asked[question], self._views, self._brought)

    def _question(self, asked: Term) -> Look:
        match asked:
            case Either():
                return self._either(asked)
            case Single():
                return self._single(asked)
            case Brought(sources=sources):
                return _brought(sources, self._brought.look)

    def _either(self, term: Either) -> Look:
        branches = tuple(tuple(map(self.of, branch)) for branch in term.branches)
        return lambda glance: any_of(all_of(glance, branch) for branch in branches)

    def _single(self, term: Single) -> Look:
        if term.negated:
            straight = self.of(Single(test=term.test, negated=False))
            return lambda glance: opposite(glance[straight])
        test = term.test
        if isinstance(test.check, Exists):
            return _exists(self._views.raw(test.field).look, test.check)
        return asking(test.check, self._views.value(test.field), self._views)


def _cost(term: Term) -> int:
    if isinstance(term, Either):
        return 1 + max((_cost(one) for branch in term.branches for one in branch), default=0)
    if isinstance(term, Brought):
        return 0
    if term.test.costs:
        return _LAST
    return 2 if type(term.test.check) in _SLOW else 1


def _brought(sources: frozenset[Source], brought: Look) -> Look:
    return lambda glance: not sources.isdisjoint(glance[brought])


def _exists(look: Look, check: Exists) -> Look:
    def ask(glance: Glance) -> Answer:
        value = glance[look]
        return value if isinstance(value, Standing) else check.holds(value)

    return ask
