"""What a policy knows of each source."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from math import exp, inf, isfinite, sqrt
from typing import TYPE_CHECKING, TypeAlias

from polling.estimating import MEMORIES, Rhythm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CEILING = timedelta(minutes=30)
COVERAGE = 0.02
"""What a post is worth in a source whose posts never match a rule, of one in a source whose posts always do."""

_BENEFIT = 2.0
"""So many matching posts are assumed at first: what is new gets its chance."""
_MOST_COUNTED = 500.0
"""From so many posts on, older ones count half."""
_HOUR = 3600.0

_COUNTS = ("judged", "matched", "calls", "found", "waited")

Kept: TypeAlias = "Mapping[str, Sequence[float]]"
"""What outlives a restart, as plain data."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """What is asked for one source."""

    weight: float = 1.0
    """How many posts of a source with weight 1 one of its posts is worth."""
    every: timedelta | None = None
    """A promise to look at least so often."""
    ceiling: timedelta = CEILING
    """However quiet it is, it is left alone no longer, as far as the calls allow."""


@dataclass(kw_only=True, slots=True)
class Place:
    """One source. Moments are seconds on the policy's own time."""

    terms: Terms
    rhythm: Rhythm = field(default_factory=Rhythm)
    last: float | None = None
    hastened: float = inf
    judged: float = 0.0
    matched: float = 0.0
    calls: float = 0.0
    found: float = 0.0
    waited: float = 0.0
    """Seconds, all that were found together."""

    @classmethod
    def restored(cls, terms: Terms, last: float | None, kept: Kept) -> Place:
        """What `export` gave, or nothing. Raises ValueError for anything else."""
        if not kept:
            return cls(terms=terms, last=last)
        counts = dict(zip(_COUNTS, kept.get("counts", ()), strict=False))
        if len(counts) != len(_COUNTS) or not all(isfinite(count) and count >= 0 for count in counts.values()):
            raise ValueError(f"of a source, {len(_COUNTS)} counts are kept, not {kept.get('counts')!r}")
        return cls(terms=terms, rhythm=Rhythm.restored(kept), last=last, **counts)

    def export(self) -> dict[str, list[float]]:
        """What is worth knowing after a restart."""
        return self.rhythm.export() | {"counts": [getattr(self, name) for name in _COUNTS]}

    @property
    def delay(self) -> float | None:
        """Seconds from post to look, in the mean; None when nothing was found yet."""
        return self.waited / self.found if self.found else None

    @property
    def weight(self) -> float:
        """What a post is worth here, by the terms and by how many match a rule."""
        share = (self.matched + _BENEFIT) / (self.judged + _BENEFIT)
        return self.terms.weight * (COVERAGE + (1 - COVERAGE) * share)

    @property
    def slope(self) -> float:
        """Times the age, the root of twice the delay expected to have gathered: a line that can be compared."""
        return sqrt(self.weight * self.rhythm.rate)

    def spent(self, moment: float) -> float:
        """The calls of about the last hour: what is longer ago counts less and less."""
        return 0.0 if self.last is None else self.calls * exp((self.last - moment) / _HOUR)

    def judge(self, posts: int, matched: int) -> None:
        """So many more posts were judged, and so many of them matched a rule."""
        self.judged += posts
        self.matched += matched
        if self.judged > _MOST_COUNTED:
            self.judged, self.matched = self.judged / 2, self.matched / 2

    def forget_judgements(self) -> None:
        """The rules are others now."""
        self.judged = self.matched = 0.0

    def look(self, moment: float, new: Sequence[float], page: Sequence[float], requests: int) -> None:
        """Learn from one look: the moments of what came since the last one, and of all on the first page."""
        if self.last is None:
            self._begin(moment, page)
        else:
            elapsed = moment - self.last
            ages = [min(max(moment - one, 0.0), elapsed) for one in new]
            self.rhythm.go_on(elapsed, ages)
            self._count_delays(ages)
        self.calls = self.spent(moment) + requests
        self.last, self.hastened = moment, inf

    def _count_delays(self, ages: Sequence[float]) -> None:
        self.found += len(ages)
        self.waited += sum(ages)
        if self.found > _MOST_COUNTED:
            self.found, self.waited = self.found / 2, self.waited / 2

    def _begin(self, moment: float, page: Sequence[float]) -> None:
        """A first page tells how much came since the oldest post on it, and an empty one that nothing comes."""
        *ages, oldest = sorted(max(moment - one, 0.0) for one in page) or [MEMORIES[0]]
        self.rhythm.begin(oldest, ages)
