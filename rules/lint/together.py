"""Everything that is doubtful about rules that can be read."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from domain.plans import DECISIONS, Mode
from rules.conditions import Always
from rules.fields.field import Trigger
from rules.lint.alone import doubts
from rules.lint.doubt import Doubt
from rules.lint.exclusion import exclusive
from rules.lint.opposition import opposed
from rules.options import OnConflict, Stop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.plans import ActionKind
    from rules.ruleset import Rule, RuleSet

SANDBOX_CALLS = 500
"""Calls that the network allows a token in an hour, before it let the application go live; then it is 5000."""
POLLS_SHARE = 0.6
_MOST_PAIRS = 200
"""Rules with decisions of one rank; more than these are not compared with each other."""


def lint(ruleset: RuleSet, *, calls_per_hour: int | None = None) -> Iterator[Doubt]:
    """All doubts, in the order of the rules.

    `calls_per_hour` is what the network grants the token; `None`: nobody asked, and it counts as one in sandbox mode.
    """
    rules = [rule for rule in ruleset.rules if rule.enabled]
    for rule in rules:
        yield from doubts(rule)
    yield from _shadowed(rules)
    yield from _tied(rules)
    yield from opposed(rules)
    yield from _too_often(ruleset, rules, calls_per_hour)


def _shadowed(rules: list[Rule]) -> Iterator[Doubt]:
    """Rules that a higher one, which always matches, cuts."""
    for place, rule in enumerate(rules):
        for above in rules[:place]:
            if _cuts(above, rule):
                message = f"it can never act: {above.ref.id} always matches before it, and stops {above.stop}"
                yield Doubt(code="W202", rule=rule.ref.id, key="id", message=message)
                break


def _cuts(above: Rule, rule: Rule) -> bool:
    if above.stop is Stop.NONE or not isinstance(above.when, Always) or above.fallback or above.active is not None:
        return False
    if above.stop is Stop.GROUP and (above.group is None or above.group != rule.group):
        return False
    return above.trigger.kind is rule.trigger.kind and set(above.trigger.sources) >= set(rule.trigger.sources)


def _tied(rules: list[Rule]) -> Iterator[Doubt]:
    deciding = [
        rule
        for rule in rules
        if rule.trigger.kind is Trigger.FOLLOW_REQUEST and rule.mode is not Mode.WATCH and not rule.fallback
    ]
    for one, other in combinations(deciding[:_MOST_PAIRS], 2):
        if one.rank != other.rank or OnConflict.ASK not in {one.on_conflict, other.on_conflict}:
            continue
        if (
            _decisions(one)
            and _decisions(other)
            and _decisions(one) != _decisions(other)
            and not exclusive(one, other)
        ):
            message = (
                f"it and {other.ref.id} may decide differently with the same priority, and then you are asked; "
                "give one of them a higher priority, or say on_conflict"
            )
            yield Doubt(code="W203", rule=one.ref.id, key="priority", message=message)


def _decisions(rule: Rule) -> frozenset[ActionKind]:
    return DECISIONS & {action.kind for action in rule.actions}


def _too_often(ruleset: RuleSet, rules: list[Rule], granted: int | None) -> Iterator[Doubt]:
    promised = [(wish, wish.every) for wish in ruleset.wishes() if wish.every is not None]
    calls = sum(3600 / every.total_seconds() for _, every in promised)
    calls_per_hour = SANDBOX_CALLS if granted is None else granted
    allowed = calls_per_hour * POLLS_SHARE
    if calls <= allowed or not rules:
        return
    dearest = min(promised, key=lambda pair: pair[1])[0]
    message = (
        f"{len(promised)} lists are to be looked at {calls:.0f} times an hour; of {calls_per_hour} calls,"
        f" {allowed:.0f} are for that: look less often, or leave `every` out, and what pays is looked at most"
    )
    if granted is None:
        message += "; once your application is live there are more: ask with likewise check --online"
    yield Doubt(code="W209", rule=dearest.rules[0], key="trigger", message=message)
