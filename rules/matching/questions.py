"""Terms as functions of a glance. Those that say the same are one function, so it is asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.matching.checks import asking
from rules.matching.glance import all_of, any_of, opposite
from rules.matching.terms import Either, Single
from rules.outcomes import Standing
from rules.triggers import OnNewMedia
from rules.values.kinds import Exists
from rules.values.places import Near
from rules.values.regexes import Regex

if TYPE_CHECKING:
    from rules.matching.glance import Answer, Glance, Look
    from rules.matching.terms import Term
    from rules.matching.views import View, Views
    from rules.triggers import RuleTrigger

_SLOW = (Near, Regex)
_LAST = 10
"""A call may be needed for it, and the others may show that it is not."""


class Questions:
    """The questions of all rules, each distinct one made once."""

    def __init__(self, views: Views, brought: View) -> None:
        """`brought` shows the lists that an event is in."""
        self._views = views
        self._brought = brought
        self._made: dict[Term | RuleTrigger, Look] = {}
        self._costs: dict[Look, int] = {}

    def waking(self, trigger: RuleTrigger) -> Look:
        """Whether an event wakes the rules of a trigger."""
        if trigger not in self._made:
            self._made[trigger] = self._wakes(trigger)
            self._costs[self._made[trigger]] = 0
        return self._made[trigger]

    def of(self, term: Term) -> Look:
        """Whether a term holds."""
        if term not in self._made:
            self._made[term] = self._either(term) if isinstance(term, Either) else self._single(term)
            self._costs[self._made[term]] = _cost(term)
        return self._made[term]

    def cost(self, question: Look) -> int:
        """The lower, the sooner it should be asked."""
        return self._costs[question]

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

    def _wakes(self, trigger: RuleTrigger) -> Look:
        if not isinstance(trigger, OnNewMedia):
            return lambda glance: trigger.wakes(glance.subject.event)
        lists, brought = frozenset(trigger.sources), self._brought.look
        return lambda glance: not lists.isdisjoint(glance[brought])


def _cost(term: Term) -> int:
    if isinstance(term, Either):
        return 1 + max((_cost(one) for branch in term.branches for one in branch), default=0)
    if term.test.costs:
        return _LAST
    return 2 if type(term.test.check) in _SLOW else 1


def _exists(look: Look, check: Exists) -> Look:
    def ask(glance: Glance) -> Answer:
        value = glance[look]
        return value if isinstance(value, Standing) else check.holds(value)

    return ask
