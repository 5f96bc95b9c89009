"""Where two sets of rules part: event by event, which rule began or ceased to match, or wants something else."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from likewise.replaying import SAMPLES

if TYPE_CHECKING:
    from likewise.replaying import Sample, Seen


@dataclass(kw_only=True, slots=True)
class Turn:
    """Events that one rule takes otherwise in one way."""

    count: int = 0
    samples: deque[Sample] = field(default_factory=lambda: deque(maxlen=SAMPLES))
    """The latest."""

    def add(self, sample: Sample) -> None:
        """One more."""
        self.count += 1
        self.samples.append(sample)


@dataclass(kw_only=True, slots=True)
class Change:
    """What is otherwise with one rule."""

    gained: Turn = field(default_factory=Turn)
    """It matches by now and did not."""
    lost: Turn = field(default_factory=Turn)
    """It matched and does not any more."""
    altered: Turn = field(default_factory=Turn)
    """It matches as before and wants something else."""


@dataclass(kw_only=True, slots=True)
class Comparison:
    """Takes in one event after the other."""

    changes: dict[str, Change] = field(default_factory=dict)
    """By rule, for those with any."""
    events: int = 0
    """How many of them any rule takes otherwise."""

    def see(self, before: Seen, after: Seen) -> None:
        """Note what the old rules and the new ones make of the same event."""
        old, new = before.wanted, after.wanted
        differing = [rule for rule in old.keys() | new.keys() if old.get(rule) != new.get(rule)]
        self.events += bool(differing)
        for rule in differing:
            change = self.changes.setdefault(rule, Change())
            if rule not in old:
                change.gained.add(after.sample)
            elif rule not in new:
                change.lost.add(after.sample)
            else:
                change.altered.add(after.sample)
