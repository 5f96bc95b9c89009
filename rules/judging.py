"""Judges one event by all rules. Pure: no clock, no network, no database."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from domain.verdicts import Judgement, RuleVerdict
from rules.options import OnUnknown
from rules.planning import Wish, plan
from rules.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime, tzinfo

    from domain.events import Event
    from domain.facts import Facts
    from domain.plans import RuleRef
    from rules.matching.matches import Matches
    from rules.ruleset import Rule, RuleSet

MORE = 40
"""As long as no more rules than that said no to an event, they are explained with the others. With thousands of
rules, nobody could read what each had against every photo: then `others` tells of one photo, once somebody asks."""


def match(ruleset: RuleSet, event: Event, facts: Facts, now: datetime) -> Matches:
    """The rules that fire and those that are open, without a word about why."""
    return ruleset.matcher.match(Subject(event=event, facts=facts, now=now, zone=ruleset.zone))


def explain(rule: Rule, event: Event, facts: Facts, now: datetime, zone: tzinfo = UTC) -> RuleVerdict:
    """What one rule says to an event that wakes it, with a reason at every node. `zone` is the rule set's."""
    return _explained(rule, Subject(event=event, facts=facts, now=now, zone=zone))


def judge(ruleset: RuleSet, event: Event, facts: Facts, now: datetime) -> Judgement:
    """What the enabled rules say to an event that wakes them, and the plan that follows.

    Every rule that fires or is open is explained; those that say no are when they are few.
    """
    subject = Subject(event=event, facts=facts, now=now, zone=ruleset.zone)
    matches = ruleset.matcher.match(subject)
    told = ruleset.matcher.told(matches, subject, MORE)
    verdicts = tuple([_explained(rule, subject) for rule in told])
    wanting = {id(rule) for rule in matches.fired}.union(map(id, _asking(matches, subject)))
    wishes = [
        Wish(rule, action, said.finding)
        for rule, said in zip(told, verdicts, strict=True)
        if id(rule) in wanting
        for action in rule.actions
    ]
    return Judgement(
        event=event.key,
        ruleset=ruleset.version,
        verdicts=verdicts,
        plan=plan(wishes, subject, ruleset.zone),
        needs=matches.needs,
    )


def others(
    ruleset: RuleSet, event: Event, facts: Facts, now: datetime, *, besides: Collection[RuleRef]
) -> tuple[RuleVerdict, ...]:
    """What more rules say to an event that wakes them, `besides` these: at most `MORE`, the highest rank first.

    With the facts and the moment of a judgement, and the same rules, it is what they said then.
    """
    subject = Subject(event=event, facts=facts, now=now, zone=ruleset.zone)
    known = ruleset.matcher.match(subject)
    beside = ruleset.matcher.beside(known, subject, MORE)
    return tuple(_explained(rule, subject) for rule in beside if rule.ref not in besides)


def _asking(matches: Matches, subject: Subject) -> Iterator[Rule]:
    """The rules that want to ask when they cannot tell, and of which no call could still settle it."""
    for rule in matches.open:
        if rule.on_unknown is OnUnknown.ASK and not rule.when.judge(subject).standing.for_yes:
            yield rule


def _explained(rule: Rule, subject: Subject) -> RuleVerdict:
    return RuleVerdict(rule=rule.ref, mode=rule.mode, finding=rule.when.judge(subject).finding)
