"""Rules that may want the opposite of each other for one event, so that neither gets it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from domain.plans import OPPOSITES, Mode
from rules.lint.doubt import Doubt
from rules.lint.exclusion import exclusive
from rules.options import Stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.plans import ActionKind
    from rules.ruleset import Rule

_MOST = 200
"""Rules with the same of two opposites; more are not compared."""


def opposed(rules: Sequence[Rule]) -> Iterator[Doubt]:
    """A doubt about each pair. `rules` are enabled and in their order."""
    for pair in sorted(map(sorted, OPPOSITES)):
        some, others = (_wanting(kind, rules) for kind in pair)
        for one, other in product(some, others):
            if _meet(one, other) and not exclusive(one, other):
                message = (
                    f"it and {other.ref.id} may want {pair[0]} and {pair[1]} for the same event, and then neither is "
                    "done; let their conditions exclude each other"
                )
                yield Doubt(code="W214", rule=one.ref.id, key="do", message=message)


def _wanting(kind: ActionKind, rules: Sequence[Rule]) -> list[Rule]:
    # Who only watches is in nobody's way.
    acting = (rule for rule in rules if rule.mode is not Mode.WATCH)
    return [rule for rule in acting if any(action.kind is kind for action in rule.actions)][:_MOST]


def _meet(one: Rule, other: Rule) -> bool:
    """Whether one event may make both act."""
    if one.trigger.kind is not other.trigger.kind or one.fallback is not other.fallback or _cut(one, other):
        return False
    return one.trigger.sources == other.trigger.sources or not set(one.trigger.sources).isdisjoint(
        other.trigger.sources
    )


def _cut(one: Rule, other: Rule) -> bool:
    """Whether the higher of them ends it for the lower; their ranks say which that is, and a tie nothing."""
    if one.rank == other.rank:
        return False
    higher = max(one, other, key=lambda rule: rule.rank)
    return higher.stop is Stop.ALL or (higher.stop is Stop.GROUP and one.group == other.group)
