"""Judges one event by all rules. Pure: no clock, no network, no database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.facts import NotLoaded
from domain.verdicts import Judgement, RuleVerdict, Verdict
from rules.actions import Notice
from rules.planning import Wish, plan
from rules.subject import Subject

if TYPE_CHECKING:
    from datetime import datetime

    from domain.events import Event
    from domain.facts import Facts, Need
    from rules.outcomes import Outcome
    from rules.ruleset import Rule, RuleSet


def judge(ruleset: RuleSet, event: Event, facts: Facts, now: datetime) -> Judgement:
    """What every enabled rule that the event wakes says to it, and the plan that follows."""
    subject = Subject(event=event, facts=facts, now=now)
    awake = [rule for rule in ruleset.rules if rule.enabled and rule.trigger.wakes(event)]
    judged = [(rule, rule.when.judge(subject)) for rule in awake]
    wishes = [
        Wish(rule=rule, action=action, finding=outcome.finding)
        for rule, outcome in judged
        if outcome.standing.verdict is Verdict.YES
        for action in rule.actions
    ]
    return Judgement(
        event=event.key,
        ruleset=ruleset.version,
        verdicts=tuple(
            RuleVerdict(rule=rule.ref, mode=rule.mode, finding=outcome.finding) for rule, outcome in judged
        ),
        plan=plan(wishes, subject),
        needs=frozenset(need for rule, outcome in judged for need in _needs(rule, outcome, facts)),
    )


def _needs(rule: Rule, outcome: Outcome, facts: Facts) -> frozenset[Need]:
    """Calls that could still let a rule fire, or that the notice of one that fires wants to show."""
    if outcome.standing.verdict is not Verdict.YES:
        return outcome.standing.for_yes
    if facts.profile is not NotLoaded.NOT_LOADED:
        return frozenset()
    return frozenset(need for action in rule.actions if isinstance(action, Notice) for need in action.needs)
