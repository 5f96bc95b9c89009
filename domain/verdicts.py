"""What the rules found out about one event, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.facts import Need
    from domain.ids import EventKey
    from domain.plans import Mode, Plan, RuleRef


class Verdict(StrEnum):
    """Three values: UNKNOWN never fires a rule, and a certain NO beats it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One condition's verdict in words, with those of its parts: `likes.count between: 12 in 3…400`."""

    verdict: Verdict
    text: str
    parts: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleVerdict:
    """What one rule said to one event. Rules with another trigger are not listed."""

    rule: RuleRef
    mode: Mode
    finding: Finding


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """Every verdict about one event, and the plan that follows."""

    event: EventKey
    ruleset: str
    """A hash of all rules as they were."""
    verdicts: tuple[RuleVerdict, ...]
    plan: Plan
    needs: frozenset[Need]
    """Facts that were not loaded and could still change a verdict. Load them and judge again; empty: final."""
