"""The rules of one owner, ready to judge."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from rules.describing import describe
from rules.judging import judge
from rules.matching.matches import Matcher
from rules.options import STANDARD, Engine, OnConflict, OnError, OnUnknown, Outside, Stop

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo

    from domain.events import Event
    from domain.facts import Facts
    from domain.plans import LimitClass, Mode, RuleRef
    from domain.sources import Source
    from domain.terms import Rate, WhenLimited
    from domain.verdicts import Judgement
    from rules.actions import Action
    from rules.conditions import Condition
    from rules.schedules import Schedule
    from rules.triggers import RuleTrigger


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """How often something may be done for one account, in any hour and any day."""

    per_hour: int
    per_day: int
    spacing: tuple[timedelta, timedelta] = (timedelta(0), timedelta(0))
    """The least and the most time between two of them."""
    keep_for_chat: int = 0
    """So many of an hour's are left to people."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceWish:
    """A list that rules want looked at."""

    source: Source
    """`user:@name` where a rule names a user by username; without the `@`, the value is an id."""
    every: timedelta | None
    """The shortest time that any of the rules asks for; `None`: none of them says."""
    rules: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One rule with everything resolved: groups, defaults, lists and shared conditions."""

    ref: RuleRef
    title: str
    mode: Mode
    """The lower of its own and its group's."""
    enabled: bool
    group: str | None
    group_priority: int
    priority: int
    trigger: RuleTrigger
    when: Condition
    actions: tuple[Action, ...]
    max_age: timedelta
    """A photo older than this is not written to."""
    recheck: tuple[timedelta, ...] = ()
    """After how long, counted from when it was first seen, an event that did not match is judged again. Rising."""
    active: Schedule | None = None
    outside: Outside = Outside.DROP
    per_author: Rate | None = None
    limit: Rate | None = None
    veto_window: timedelta | None = None
    """Only with `auto`: how long the owner may say no."""
    fallback: bool = False
    """Considered only when no rule without it wants anything for the event."""
    stop: Stop = Stop.NONE
    on_error: OnError = OnError.STOP
    on_unknown: OnUnknown = OnUnknown.NOTHING
    on_conflict: OnConflict = OnConflict.ASK
    when_limited: WhenLimited | None = None
    include_self: bool = False

    @property
    def rank(self) -> tuple[int, int]:
        """Who wins a conflict: the higher one."""
        return self.group_priority, self.priority

    def describe(self) -> str:
        """The rule in one plain line, for the chat."""
        return describe(self)


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleSet:
    """All rules, and what holds for all of them."""

    rules: tuple[Rule, ...]
    """The highest rank first; among equals, in the order of files and lines. Disabled ones are here too."""
    version: str
    """Changes when, and only when, the meaning of anything in it does."""
    limits: Mapping[LimitClass, Limit]
    never: frozenset[str]
    """The people of the list `never_touch`: usernames folded, or `id:…`."""
    zone: tzinfo = UTC
    """Of the file: what schedules and the clock's fields are told in."""
    engine: Engine = STANDARD
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What each list of the file holds, those of the chat among it; as written."""
    matcher: Matcher = field(init=False, repr=False, compare=False)
    """Finds the rules that an event meets."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "matcher", Matcher(self.rules))

    def wishes(self) -> tuple[SourceWish, ...]:
        """The lists that the enabled rules want looked at, each once, sorted."""
        wanted: dict[Source, list[Rule]] = {}
        for rule in self.rules:
            for source in rule.trigger.sources if rule.enabled else ():
                wanted.setdefault(source, []).append(rule)
        return tuple(_wish(source, wanted[source]) for source in sorted(wanted))

    def judge(self, event: Event, facts: Facts, now: datetime) -> Judgement:
        """What every enabled rule says to an event, and the plan that follows."""
        return judge(self, event, facts, now)


def _wish(source: Source, rules: list[Rule]) -> SourceWish:
    asked = [rule.trigger.every for rule in rules if rule.trigger.every is not None]
    return SourceWish(source=source, every=min(asked, default=None), rules=tuple(rule.ref.id for rule in rules))
