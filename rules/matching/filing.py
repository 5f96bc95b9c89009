"""Files rules where few events find them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from domain.sources import SourceKind
from rules.matching.anchors import Anchor, Way, anchor
from rules.matching.entries import MARK, SHIFT, Callers
from rules.matching.lookups import Lookup
from rules.matching.questions import Questions
from rules.matching.shortcuts import Shortcuts
from rules.matching.steps import steps
from rules.matching.terms import Brought, terms
from rules.matching.views import Views
from rules.triggers import NAMED, OnNewMedia

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from domain.sources import Source
    from rules.matching.entries import Entries, Entry
    from rules.matching.glance import Glance, Look
    from rules.matching.tables import Tabled
    from rules.matching.terms import Term
    from rules.ruleset import Rule
    from rules.triggers import RuleTrigger

_COMMON = 50
"""So many rules ask the same before it is worth a bit: a table is looked at for every event."""
_SHARED = 5000.0
"""The weight of a list that brings all photos. What few rules look at brings few of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Folder:
    """What is asked for one rule, and where that begins."""

    asked: tuple[Look, ...]
    """What must be answered with yes, all of it; what is cheap comes first."""
    anchor: Anchor | None
    settled: Look | None
    """The question that finding the rule has answered."""


class Filing:
    """Rules of one kind of event, filed. They are called by their place in the set."""

    def __init__(self, rules: Mapping[int, Rule]) -> None:
        self._views = Views()
        self._sources = {source for rule in rules.values() for source in rule.trigger.sources}
        self.brought = self._views.brought(named=any(map(_is_named, self._sources)))
        self._questions = Questions(self._views, self.brought)
        self._triggers: dict[int, Look] = {}
        self._anchors: dict[Look, Anchor | None] = {}
        """By what a rule with this question can be found."""
        self._folders = {place: self._folder(rule) for place, rule in rules.items()}
        self.callers = Callers(rules)
        self._gate = self._only_question()
        awaited = self._gate and self._questions.term(self._gate)
        self._awaited = _meeting(awaited.sources) if isinstance(awaited, Brought) else None
        common = self._common()
        self._bits = {question: 1 << number for number, question in enumerate(common, MARK.bit_length())}
        self.always, lookups = self._filed()
        self.steps = steps(lookups, {self._bits[question]: shape for question, shape in common.items()})
        self.shortcuts = Shortcuts(self._views)

    def opens(self, glance: Glance) -> bool:
        """Whether one of the lists that all rules wait for has brought the event."""
        return self._awaited is None or self._awaited(self.brought.look(glance))

    def asked(self, rule: int) -> tuple[Look, ...]:
        """All questions of a rule."""
        return self._folders[rule].asked

    def _folder(self, rule: Rule) -> _Folder:
        asked = dict.fromkeys(chain(self._woken_by(rule.trigger), map(self._question, terms(rule.when))))
        ordered = tuple(sorted(asked, key=self._questions.costs.__getitem__))
        anchors = ((self._anchors[question], question) for question in ordered)
        found = [(one, question) for one, question in anchors if one is not None]
        if not found:
            return _Folder(asked=ordered, anchor=None, settled=None)
        best, question = min(found, key=_weight)
        return _Folder(asked=ordered, anchor=best, settled=question if best.settles else None)

    def _woken_by(self, trigger: RuleTrigger) -> tuple[Look, ...]:
        """What is asked about the lists that brought an event. Rules may share a trigger, so it is read once."""
        if not isinstance(trigger, OnNewMedia):
            return ()
        if id(trigger) not in self._triggers:
            self._triggers[id(trigger)] = self._question(Brought(sources=frozenset(trigger.sources)))
        return (self._triggers[id(trigger)],)

    def _question(self, term: Term) -> Look:
        question = self._questions.of(term)
        if question not in self._anchors:
            found = self._by_source(term) if isinstance(term, Brought) else anchor(term, self._views)
            self._anchors[question] = found
        return question

    def _by_source(self, term: Brought) -> Anchor:
        way = Way(view=self.brought, by="member")
        weight = _SHARED * len(term.sources) / len(self._sources)
        return Anchor(keys=tuple((way, source) for source in term.sources), settles=True, weight=weight)

    def _only_question(self) -> Look | None:
        """The question after the only list that there is, or the only combination of lists."""
        first = {folder.asked[:1] for folder in self._folders.values()}
        question = first.pop()[0] if len(first) == 1 and () not in first else None
        return question if question and isinstance(self._questions.term(question), Brought) else None

    def _common(self) -> dict[Look, Tabled]:
        """The questions that many rules ask and that a table can answer, in a fixed order."""
        uses = Counter(question for folder in self._folders.values() for question in folder.asked)
        often = [question for question, count in uses.most_common(SHIFT - 1) if count >= _COMMON]
        shaped = {question: self._questions.tabled(question) for question in often}
        return {question: shape for question, shape in shaped.items() if shape is not None and question != self._gate}

    def _filed(self) -> tuple[Entries, tuple[Lookup, ...]]:
        always: list[Entry] = []
        drawers: defaultdict[Way, defaultdict[Hashable, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        places: defaultdict[Way, dict[int, None]] = defaultdict(dict)
        for place, folder in self._folders.items():
            if folder.anchor is None:
                always.append(self._entry(folder.asked, place))
                continue
            entry = self._entry((question for question in folder.asked if question is not folder.settled), place)
            for way, key in folder.anchor.keys:
                drawers[way][key].append(entry)
                places[way][place] = None
        return tuple(always), tuple(self._lookup(way, drawers[way], places[way]) for way in drawers)

    def _lookup(self, way: Way, drawers: Mapping[Hashable, list[Entry]], places: Iterable[int]) -> Lookup:
        keyed = {key: tuple(drawer) for key, drawer in drawers.items()}
        return Lookup(way.view.look, way.by, keyed, partial(self._all, tuple(places)))

    def _all(self, places: Iterable[int]) -> Entries:
        return tuple(self._entry(self._folders[place].asked, place) for place in places)

    def _entry(self, questions: Iterable[Look], place: int) -> Entry:
        bits, rest = 0, []
        for question in questions:
            if question == self._gate:
                continue
            bit = self._bits.get(question)
            if bit is None:
                rest.append(question)
            else:
                bits |= bit
        return self.callers.entry(place, bits, tuple(rest))


def _meeting(awaited: frozenset[Source]) -> Callable[[Any], bool]:
    """Whether one of some lists is awaited. It is remembered, for few lists bring many photos."""
    return lru_cache(maxsize=1024)(lambda sources: not awaited.isdisjoint(sources))


def _is_named(source: Source) -> bool:
    return source.kind is SourceKind.USER and source.value.startswith(NAMED)


def _weight(found: tuple[Anchor, Look]) -> float:
    return found[0].weight
