"""The rules for one kind of event, and how an event meets them."""

from __future__ import annotations

from collections import defaultdict
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING

from domain.events import NewMedia
from rules.matching.filing import Filing
from rules.matching.glance import all_of
from rules.outcomes import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.events import Event
    from domain.facts import Need
    from domain.sources import Source
    from rules.matching.glance import Glance
    from rules.ruleset import Rule


class Index:
    """Finds the rules that an event meets, without asking most of them."""

    def __init__(self, rules: Mapping[int, Rule]) -> None:
        """`rules` are by their place in the set, which is how they are called here."""
        self._rules = rules
        self._awake = _by_source(rules)
        self._filing = Filing(rules)

    def matches(self, glance: Glance) -> tuple[list[int], list[int]]:
        """The rules that fire, and those that are open. Both in order."""
        filing = self._filing
        if not filing.opens(glance):
            return [], []
        filing.shortcuts.take(glance)
        found = [*filing.always]
        failed = opened = 0
        rest = []
        known = glance.get
        for step in filing.steps:
            value = known(step[0])
            if value is None:
                rest.append(step)
            else:
                failed |= step[1](value, found)
        for look, use, bits, lookups in rest:
            value = glance[look]
            if value is None:
                failed |= bits
            elif value.__class__ is Standing:
                opened |= bits
                for lookup in lookups:
                    found += lookup.everyone
            else:
                failed |= use(value, found)
        return filing.callers.reached(glance, found, failed, opened)

    def awake(self, glance: Glance) -> Iterator[int]:
        """The rules that an event wakes, in order."""
        if not isinstance(glance.subject.event, NewMedia):
            return (place for place, rule in self._rules.items() if rule.trigger.wakes(glance.subject.event))
        brought = glance[self._filing.brought.look]
        lists = (self._awake[source] for source in self._awake.keys() & brought)
        return (place for place, _ in groupby(merge(*lists)))

    def wakes_surely_more(self, event: Event, most: int) -> bool:
        """Whether one list alone wakes more rules than that, which is quicker to say than how many all of them do."""
        lists = event.sources if isinstance(event, NewMedia) else ()
        return any(len(self._awake.get(source, ())) > most for source in lists)

    def needs(self, glance: Glance, rule: int) -> frozenset[Need]:
        """The facts that could still let an open rule fire."""
        answer = all_of(glance, self._filing.asked(rule))
        return answer.for_yes if isinstance(answer, Standing) else frozenset()


def _by_source(rules: Mapping[int, Rule]) -> Mapping[Source, list[int]]:
    found: defaultdict[Source, list[int]] = defaultdict(list)
    for place, rule in rules.items():
        for source in rule.trigger.sources:
            found[source].append(place)
    return found
