"""A test as its author wrote it, ready to be run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from domain.events import Event
    from domain.facts import Facts
    from domain.plans import ActionKind, LimitClass, Mode, Reason
    from rules.syntax.nodes import Mark


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """What is given: an event, what is known about it, and the moment."""

    event: Event
    facts: Facts
    now: datetime
    used: Mapping[LimitClass, int]
    """How many of this hour's actions are used up."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Expectation:
    """What should come of it. What is `None` is not asked about."""

    done: Mapping[str, Mapping[ActionKind, Mode]] | None = None
    """By rule: everything that is done, and how far it goes. An empty map: nothing is done at all."""
    suppressed: Mapping[str, Reason] | None = None
    """By rule: why something it wants is not done."""
    texts: Mapping[str, tuple[str, ...]] | None = None
    """By rule: the wordings of which its comment or notice is one."""
    never: frozenset[ActionKind] = frozenset()
    """What no rule may do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One test."""

    name: str
    mark: Mark
    rule: str | None
    """The rule in which it stands."""
    given: Situation | None
    """`None`: recorded events are given, see `examples`."""
    examples: str | None
    """A pattern of files with recorded events, each of which must meet the expectation."""
    expected: Expectation
