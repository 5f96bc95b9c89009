"""The rules for one kind of event, each filed where few events find it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING

from domain.events import NewMedia
from domain.sources import SourceKind
from rules.matching.anchors import TAKES, Anchor, Way, anchor
from rules.matching.glance import all_of
from rules.matching.lookups import Lookup
from rules.matching.questions import Questions
from rules.matching.terms import terms
from rules.matching.tries import Trie, reached
from rules.matching.views import Views
from rules.outcomes import Standing
from rules.triggers import NAMED, OnNewMedia

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from domain.facts import Need
    from domain.sources import Source
    from rules.matching.glance import Glance, Look
    from rules.matching.tries import Node
    from rules.ruleset import Rule

_SHARED = 5000.0
"""The weight of a list that brings all photos. What few rules look at brings few of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Filing:
    """What is asked for one rule, and where that begins."""

    asked: tuple[Look, ...]
    """What must be answered with yes, all of it."""
    anchor: Anchor | None
    settled: Look | None
    """The question that finding the rule has answered."""


class Index:
    """Finds the rules that an event meets, without asking most of them."""

    def __init__(self, rules: Mapping[int, Rule]) -> None:
        """`rules` are by their place in the set, which is how they are called here."""
        self._rules = rules
        self._awake = _by_source(rules)
        self._views = Views()
        self._brought = self._views.brought(named=any(map(_is_named, self._awake)))
        self._questions = Questions(self._views, self._brought)
        filings = {place: self._filing(rule) for place, rule in rules.items()}
        uses = Counter(question for filing in filings.values() for question in filing.asked)
        self._asked = {place: self._sorted(filing.asked, uses) for place, filing in filings.items()}
        self._always, self._lookups = self._filed(filings)

    def matches(self, glance: Glance) -> tuple[list[int], list[int]]:
        """The rules that fire, and those that are open. Both in order."""
        found = [self._always]
        for lookup in self._lookups:
            lookup.find(glance, found)
        return reached(glance, found)

    def awake(self, glance: Glance) -> Iterator[int]:
        """The rules that an event wakes, in order."""
        event = glance.subject.event
        if not isinstance(event, NewMedia):
            return (place for place, rule in self._rules.items() if rule.trigger.wakes(event))
        lists = (self._awake[source] for source in self._awake.keys() & glance[self._brought.look])
        return (place for place, _ in groupby(merge(*lists)))

    def needs(self, glance: Glance, rule: int) -> frozenset[Need]:
        """The facts that could still let an open rule fire."""
        answer = all_of(glance, self._asked[rule])
        return answer.for_yes if isinstance(answer, Standing) else frozenset()

    def _filing(self, rule: Rule) -> _Filing:
        waking = self._questions.waking(rule.trigger)
        found: list[tuple[Anchor, Look]] = []
        asked = [waking]
        if isinstance(rule.trigger, OnNewMedia):
            found.append((self._anchored(rule.trigger), waking))
        for term in terms(rule.when):
            asked.append(self._questions.of(term))
            one = anchor(term, self._views)
            if one is not None:
                found.append((one, asked[-1]))
        if not found:
            return _Filing(asked=tuple(asked), anchor=None, settled=None)
        best, question = min(found, key=_weight)
        return _Filing(asked=tuple(asked), anchor=best, settled=question if best.settles else None)

    def _anchored(self, trigger: OnNewMedia) -> Anchor:
        way = Way(view=self._brought, by="source")
        weight = _SHARED * len(trigger.sources) / len(self._awake)
        return Anchor(keys=tuple((way, source) for source in trigger.sources), settles=True, weight=weight)

    def _sorted(self, asked: Iterable[Look], uses: Counter[Look]) -> tuple[Look, ...]:
        """What is cheap and what many rules ask comes first, so that they share it."""
        return tuple(sorted(dict.fromkeys(asked), key=lambda look: (self._questions.cost(look), -uses[look])))

    def _filed(self, filings: Mapping[int, _Filing]) -> tuple[Node, tuple[Lookup, ...]]:
        always = Trie()
        tries: defaultdict[Way, defaultdict[Hashable, Trie]] = defaultdict(lambda: defaultdict(Trie))
        places: defaultdict[Way, dict[int, None]] = defaultdict(dict)
        for place, filing in filings.items():
            if filing.anchor is None:
                always.add(self._asked[place], place)
                continue
            left = [question for question in self._asked[place] if question is not filing.settled]
            for way, key in filing.anchor.keys:
                tries[way][key].add(left, place)
                places[way][place] = None
        lookups = (self._lookup(way, keyed, places[way]) for way, keyed in tries.items())
        return always.grown(), tuple(lookups)

    def _lookup(self, way: Way, keyed: Mapping[Hashable, Trie], places: Iterable[int]) -> Lookup:
        take = TAKES[way.by]({key: trie.grown() for key, trie in keyed.items()})
        return Lookup(way.view.look, take, partial(self._tree, tuple(places)))

    def _tree(self, places: Iterable[int]) -> Node:
        trie = Trie()
        for place in places:
            trie.add(self._asked[place], place)
        return trie.grown()


def _by_source(rules: Mapping[int, Rule]) -> Mapping[Source, list[int]]:
    found: defaultdict[Source, list[int]] = defaultdict(list)
    for place, rule in rules.items():
        for source in rule.trigger.sources:
            found[source].append(place)
    return found


def _is_named(source: Source) -> bool:
    return source.kind is SourceKind.USER and source.value.startswith(NAMED)


def _weight(found: tuple[Anchor, Look]) -> float:
    return found[0].weight
