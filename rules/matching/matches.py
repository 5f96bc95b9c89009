"""Which rules an event meets: quickly, and without saying why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, assert_never

from domain.events import FollowRequest, NewComment, NewMedia
from domain.facts import Need, NotLoaded
from rules.actions import Notice
from rules.fields.field import Trigger
from rules.matching.glance import Glance
from rules.matching.index import Index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.events import Event
    from domain.facts import Facts
    from domain.plans import RuleRef
    from rules.ruleset import Rule
    from rules.subject import Subject


@dataclass(frozen=True, kw_only=True, slots=True)
class Matches:
    """What the rules say to an event. Both lists are in order of rank."""

    fired: tuple[Rule, ...]
    open: tuple[Rule, ...]
    """What they ask is not known, in part or wholly, and the rest does not settle it."""
    needs: frozenset[Need]
    """Facts that were not loaded and could still let a rule fire, or that a notice wants to show."""


class Matcher:
    """Matches events with the rules of one set, which are indexed when that is first needed."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """`rules` are in order of rank."""
        self._rules = rules

    def match(self, subject: Subject) -> Matches:
        """The enabled rules that fire or are open, and what is still to be found out."""
        index, glance = self._indexes.get(_kind(subject.event)), Glance(subject)
        if index is None:
            return Matches(fired=(), open=(), needs=frozenset())
        fired, doubtful = index.matches(glance)
        needs = {need for place in doubtful for need in index.needs(glance, place)} if doubtful else set()
        if self._shown and not self._shown.keys().isdisjoint(fired):
            lacking = _lacking(subject.facts)
            needs |= {need for place in fired for need in self._shown.get(place, ()) if need in lacking}
        rule = self._rules.__getitem__
        return Matches(fired=tuple(map(rule, fired)), open=tuple(map(rule, doubtful)), needs=frozenset(needs))

    def beside(self, matches: Matches, subject: Subject, most: int) -> tuple[Rule, ...]:
        """The rules that fire or are open and, of the others that the event wakes, the first; in order of rank."""
        places = {self._places[rule.ref] for rule in chain(matches.fired, matches.open)}
        index = self._indexes.get(_kind(subject.event))
        awake = index.awake(Glance(subject)) if index is not None else iter(())
        others = islice((place for place in awake if place not in places), most)
        return tuple(self._rules[place] for place in sorted(places.union(others)))

    @cached_property
    def _places(self) -> Mapping[RuleRef, int]:
        return {rule.ref: place for place, rule in enumerate(self._rules)}

    @cached_property
    def _indexes(self) -> Mapping[Trigger, Index]:
        by_kind: defaultdict[Trigger, dict[int, Rule]] = defaultdict(dict)
        for place, rule in enumerate(self._rules):
            if rule.enabled:
                by_kind[rule.trigger.kind][place] = rule
        return {kind: Index(rules) for kind, rules in by_kind.items()}

    @cached_property
    def _shown(self) -> Mapping[int, frozenset[Need]]:
        """What the notices of a rule show and what costs a call, for those that show such things."""
        shown = {
            place: frozenset(chain.from_iterable(one.needs for one in rule.actions if isinstance(one, Notice)))
            for place, rule in enumerate(self._rules)
        }
        return {place: needs for place, needs in shown.items() if needs}


def _kind(event: Event) -> Trigger:
    match event:
        case NewMedia():
            return Trigger.NEW_MEDIA
        case FollowRequest():
            return Trigger.FOLLOW_REQUEST
        case NewComment():
            return Trigger.NEW_COMMENT
    assert_never(event)


def _lacking(facts: Facts) -> frozenset[Need]:
    loaded = {
        Need.PROFILE: facts.profile,
        Need.RELATIONSHIP: facts.relationship,
        Need.MEDIA: facts.media,
        Need.COMMENTS: facts.comments,
    }
    return frozenset(need for need, fact in loaded.items() if isinstance(fact, NotLoaded))
