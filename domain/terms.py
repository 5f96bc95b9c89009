"""On which terms rules want an action."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from domain.plans import ActionKind, Mode, RuleRef


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """At most so many in any span of this length, wherever it begins."""

    count: int
    seconds: float


class WhenLimited(StrEnum):
    """What becomes of an action for which a limit has no room."""

    DROP = "drop"
    """It is not done, nor saved up."""
    DEFER = "defer"
    """It waits until there is room."""
    ASK = "ask"
    """The owner is asked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """On which terms one rule wants an action. Several rules may want the same one, each on its own terms."""

    rule: RuleRef
    mode: Mode
    max_age_seconds: float | None = None
    """A photo older than this is not written to."""
    limit: Rate | None = None
    """For everything that this rule does."""
    per_author: Rate | None = None
    """For what this rule does about one person."""
    when_limited: WhenLimited | None = None
    """`None`: decisions are deferred, all else is dropped."""
    not_before: datetime | None = None
    """When the rule's schedule opens. `None`: it is open."""
    veto_seconds: float | None = None
    """How long the owner may say no before it is done."""
    include_self: bool = False
    """Whether the owner's own photos are no exception."""
    after: tuple[ActionKind, ...] = ()
    """What this rule wants done before; when one of it failed, this is not done."""
