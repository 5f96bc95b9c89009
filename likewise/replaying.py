"""What rules would have done about the past. Pure: whoever calls brings the events, one after the other."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.events import FollowRequest, NewComment
from domain.facts import NotLoaded
from domain.plans import LIMIT_CLASS, ActionKind, Reason
from domain.unknown import Unknown
from likewise.rationing import Rations
from rules.conditions import fields
from rules.options import OnUnknown
from rules.planning import Wish, plan
from rules.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from domain.events import Event
    from domain.ids import EventKey
    from domain.plans import Mode, Plan, PlannedAction, RuleRef
    from rules.fields.field import AnyField
    from rules.matching.matches import Matches
    from rules.ruleset import Rule, RuleSet
    from storage.archive import Kept, Sight

SAMPLES = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """One event, to be recognised by."""

    event: EventKey
    at: datetime
    username: str
    words: str | None
    """The caption or the comment. Raw: whoever shows it makes it harmless."""


@dataclass(kw_only=True, slots=True)
class Tally:
    """What one rule would have done."""

    matches: int = 0
    """Events, each counted once."""
    unknown: int = 0
    """Events of which nobody can tell whether they match."""
    done: Counter[ActionKind] = field(default_factory=Counter)
    held: Counter[Reason] = field(default_factory=Counter)
    days: Counter[date] = field(default_factory=Counter)
    """Matches by day."""
    samples: deque[Sample] = field(default_factory=lambda: deque(maxlen=SAMPLES))
    """The latest matches."""

    @property
    def writes(self) -> int:
        """What would have changed something on the network."""
        return sum(count for kind, count in self.done.items() if kind in LIMIT_CLASS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What became of one event: by rule that matched, what it wanted."""

    sample: Sample
    wanted: Mapping[str, frozenset[tuple[ActionKind, Mode]]]


@dataclass(kw_only=True, slots=True)
class _Story:
    """What became of one event so far, over all that it was judged."""

    sample: Sample
    wanted: dict[str, set[tuple[ActionKind, Mode]]] = field(default_factory=dict)
    _begun: set[tuple[str, ...]] = field(default_factory=set)

    def begins(self, *name: str) -> bool:
        """Whether this comes up for the first time."""
        is_new = name not in self._begun
        self._begun.add(name)
        return is_new

    def note(self, action: PlannedAction) -> None:
        """Some rules want this."""
        for terms in action.terms:
            self.wanted.setdefault(terms.rule.id, set()).add((action.kind, terms.mode))


@dataclass(kw_only=True, slots=True)
class Replay:
    """Takes in one event after the other, and counts."""

    ruleset: RuleSet
    tallies: dict[str, Tally] = field(init=False)
    """Of every enabled rule, in order of rank."""
    missing: Counter[str] = field(init=False, default_factory=Counter)
    """By field, of how many events it would have settled something and is not known."""
    _rations: Rations = field(init=False)

    def __post_init__(self) -> None:
        self.tallies = {rule.ref.id: Tally() for rule in self.ruleset.rules if rule.enabled}
        self._rations = Rations(ruleset=self.ruleset)

    def see(self, kept: Kept) -> Seen:
        """Let the rules judge an event, each time that it was judged then."""
        story = _Story(sample=_sample(kept.sights[-1]))
        doubts: dict[str, set[AnyField]] = {}
        for sight in kept.sights:
            subject = Subject(event=sight.event, facts=sight.facts, now=sight.at, zone=self.ruleset.zone)
            matches = self.ruleset.matcher.match(subject)
            for rule in matches.fired:
                self._matched(rule, sight, story)
            doubts = {rule.ref.id: _unknown_fields(rule, subject) for rule in matches.open}
            if matches.fired or matches.open:
                self._act(self._planned(matches, subject), sight, story)
        self._doubted({rule: missed for rule, missed in doubts.items() if rule not in story.wanted})
        return Seen(sample=story.sample, wanted={rule: frozenset(what) for rule, what in story.wanted.items()})

    def _planned(self, matches: Matches, subject: Subject) -> Plan:
        """The plan, as in earnest. Nothing can be loaded any more, so what is open and asks, asks."""
        asking = [rule for rule in matches.open if rule.on_unknown is OnUnknown.ASK]
        wanting = sorted((*matches.fired, *asking), key=lambda rule: rule.rank, reverse=True)
        found = [(rule, rule.when.judge(subject).finding) for rule in wanting]
        wishes = [Wish(rule=rule, action=one, finding=finding) for rule, finding in found for one in rule.actions]
        return plan(wishes, subject, self.ruleset.zone)

    def _matched(self, rule: Rule, sight: Sight, story: _Story) -> None:
        if rule.ref.id in story.wanted:
            return
        story.wanted[rule.ref.id] = set()
        tally = self.tallies[rule.ref.id]
        tally.matches += 1
        tally.days[sight.at.astimezone(self.ruleset.zone).date()] += 1
        tally.samples.append(story.sample)

    def _act(self, made: Plan, sight: Sight, story: _Story) -> None:
        for action in made.actions:
            if story.begins(action.kind, action.target):
                self._count(action, self._rations.take(action, sight))
                story.note(action)
        for dropped in made.suppressed:
            if story.begins(dropped.kind, dropped.target, *(rule.id for rule in dropped.rules)):
                self._hold(dropped.reason, dropped.rules)

    def _count(self, action: PlannedAction, reason: Reason | None) -> None:
        if reason is not None:
            self._hold(reason, action.rules)
            return
        for rule in action.rules:
            self.tallies[rule.id].done[action.kind] += 1

    def _hold(self, reason: Reason, rules: Iterable[RuleRef]) -> None:
        for rule in rules:
            self.tallies[rule.id].held[reason] += 1

    def _doubted(self, doubts: Mapping[str, set[AnyField]]) -> None:
        for rule in doubts:
            self.tallies[rule].unknown += 1
        self.missing.update({one.name for missed in doubts.values() for one in missed})


def _unknown_fields(rule: Rule, subject: Subject) -> set[AnyField]:
    return {one for one in fields(rule.when) if isinstance(one.read(subject), Unknown | NotLoaded)}


def _sample(sight: Sight) -> Sample:
    event = sight.event
    return Sample(event=event.key, at=sight.at, username=event.person.username, words=words_of(event))


def words_of(event: Event) -> str | None:
    """What somebody wrote, if it is known and they did."""
    if isinstance(event, FollowRequest):
        return None
    if isinstance(event, NewComment):
        return event.comment.text
    return None if isinstance(event.media.caption, Unknown) else event.media.caption
