"""Which rules an event meets: quickly, and without saying why."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from domain.events import FollowRequest, NewComment, NewMedia
from domain.facts import Need, NotLoaded
from rules.actions import Notice
from rules.collector import undisturbed
from rules.fields.field import Trigger
from rules.matching.glance import Glance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.events import Event
    from domain.facts import Facts
    from domain.plans import RuleRef
    from rules.matching.index import Index
    from rules.ruleset import Rule
    from rules.subject import Subject


class Matches(NamedTuple):
    """What the rules say to an event. Both lists are in order of rank. It is made for every event, so it is light."""

    fired: tuple[Rule, ...]
    open: tuple[Rule, ...]
    """What they ask is not known, in part or wholly, and the rest does not settle it."""
    needs: frozenset[Need]
    """Facts that were not loaded and could still let a rule fire, or that a notice wants to show."""


_NO_NEEDS: frozenset[Need] = frozenset()
_NONE = Matches(fired=(), open=(), needs=_NO_NEEDS)
_EVENTS: Mapping[Trigger, type[Event]] = {
    Trigger.NEW_MEDIA: NewMedia,
    Trigger.FOLLOW_REQUEST: FollowRequest,
    Trigger.NEW_COMMENT: NewComment,
}


class Matcher:
    """Matches events with the rules of one set, which are indexed when that is first needed."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """`rules` are in order of rank."""
        self._rules = rules

    def prepare(self) -> None:
        """Index the rules now. Otherwise the first event waits for it."""
        self._indexes  # noqa: B018 - what is read is made

    def match(self, subject: Subject) -> Matches:
        """The enabled rules that fire or are open, and what is still to be found out."""
        index = self._indexes.get(type(subject.event))
        if index is None:
            return _NONE
        glance = Glance.at(subject)
        fired, doubtful = index.matches(glance)
        needs = (
            frozenset(need for place in doubtful for need in index.needs(glance, place)) if doubtful else _NO_NEEDS
        )
        if self._shown:
            needs |= self._wanted(fired, subject.facts)
        return Matches(self._called(fired), self._called(doubtful), needs)

    def told(self, matches: Matches, subject: Subject, most: int) -> tuple[Rule, ...]:
        """The rules that fire or are open, in order of rank; with those that say no where these are no more."""
        index = self._indexes.get(type(subject.event))
        speaking = len(matches.fired) + len(matches.open)
        if index is None or not index.wakes_surely_more(subject.event, speaking + most):
            found = self.beside(matches, subject, most + 1)
            if len(found) <= speaking + most:
                return found
        return self.beside(matches, subject, 0) if matches.open else matches.fired

    def beside(self, matches: Matches, subject: Subject, most: int) -> tuple[Rule, ...]:
        """The rules that fire or are open and, of the others that the event wakes, the first; in order of rank."""
        places = {self._places[rule.ref] for rule in chain(matches.fired, matches.open)}
        index = self._indexes.get(type(subject.event))
        awake = index.awake(Glance.at(subject)) if index is not None else iter(())
        others = islice((place for place in awake if place not in places), most)
        return tuple(self._rules[place] for place in sorted(places.union(others)))

    def _called(self, places: list[int]) -> tuple[Rule, ...]:
        if len(places) > 1:
            several: tuple[Rule, ...] = itemgetter(*places)(self._rules)  # the quickest way to pick many
            return several
        return (self._rules[places[0]],) if places else ()

    @cached_property
    def _places(self) -> Mapping[RuleRef, int]:
        return {rule.ref: place for place, rule in enumerate(self._rules)}

    @cached_property
    def _indexes(self) -> Mapping[type[Event], Index]:
        from rules.matching.index import Index  # noqa: PLC0415 - only an event needs it, and starting must be quick

        by_kind: defaultdict[Trigger, dict[int, Rule]] = defaultdict(dict)
        for place, rule in enumerate(self._rules):
            if rule.enabled:
                by_kind[rule.trigger.kind][place] = rule
        with undisturbed():
            return {_EVENTS[kind]: Index(rules) for kind, rules in by_kind.items()}

    def _wanted(self, fired: Iterable[int], facts: Facts) -> frozenset[Need]:
        """What the notices of rules that fire show, and what is not loaded."""
        wanted = {need for place in fired for need in self._shown.get(place, ())}
        return _lacking(facts).intersection(wanted) if wanted else _NO_NEEDS

    @cached_property
    def _shown(self) -> Mapping[int, frozenset[Need]]:
        """What the notices of a rule show and what costs a call, for those that show such things."""
        shown = {
            place: frozenset(chain.from_iterable(one.needs for one in rule.actions if isinstance(one, Notice)))
            for place, rule in enumerate(self._rules)
        }
        return {place: needs for place, needs in shown.items() if needs}


def _lacking(facts: Facts) -> frozenset[Need]:
    loaded = {
        Need.PROFILE: facts.profile,
        Need.RELATIONSHIP: facts.relationship,
        Need.MEDIA: facts.media,
        Need.COMMENTS: facts.comments,
    }
    return frozenset(need for need, fact in loaded.items() if isinstance(fact, NotLoaded))
