"""How often something new comes to a list, reckoned from what came."""

from __future__ import annotations

from math import exp, isfinite, lgamma, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MEMORIES = (230_400.0, 57_600.0, 14_400.0, 3600.0, 900.0)
"""Seconds after which what was seen counts for a third: 64 hours to 15 minutes, each a quarter of the one before."""
COMMON_RATE = 1 / 3600.0
"""Posts a second of a list of which nothing is known: one an hour."""

_SHRINKAGE = 1.0
"""How many posts the next longer memory is worth to each."""
_FADING = 0.8
"""What a look's evidence for a memory still weighs at the look after it."""
_LEAST_TRUST = 0.05
"""Of the best memory's, for every other: the first look into a burst must not find them mute."""


class Rhythm:
    """Posts per second of one list.

    Five gamma-Poisson estimates with memories of different length, each shrunk to the next longer one, and mixed by
    how well each predicted the last looks (a negative binomial is what a gamma rate predicts).
    """

    __slots__ = ("_odds", "_posts", "_shapes", "_spans", "_watched", "rate")

    def __init__(self) -> None:
        self._posts = [0.0] * len(MEMORIES)
        self._watched = [0.0] * len(MEMORIES)
        self._odds = [0.0] * len(MEMORIES)
        self._estimate()

    def begin(self, elapsed: float, ages: Iterable[float]) -> None:
        """Take in the first `elapsed` seconds that are known of, with the age in seconds of each post that came."""
        self._remember(elapsed, ages)
        self._estimate()

    def go_on(self, elapsed: float, ages: Sequence[float]) -> None:
        """Take in the seconds since the last time, and learn which memory expected what came."""
        if elapsed > 0:
            self._compare(elapsed, len(ages))
        self.begin(elapsed, ages)

    def export(self) -> dict[str, list[float]]:
        """Everything that is known, as plain data."""
        return {"posts": list(self._posts), "watched": list(self._watched), "odds": list(self._odds)}

    @classmethod
    def restored(cls, kept: Mapping[str, Sequence[float]]) -> Rhythm:
        """What `export` gave. Raises ValueError for anything else."""
        posts, watched, odds = known = [
            [float(one) for one in kept.get(name, ())] for name in ("posts", "watched", "odds")
        ]
        whole = all(len(figures) == len(MEMORIES) and all(map(isfinite, figures)) for figures in known)
        if not whole or min(*posts, *watched) < 0 or max(odds) > 0:
            raise ValueError(f"a rhythm has {len(MEMORIES)} figures each for posts, watched and odds, not {kept!r}")
        rhythm = cls()
        rhythm._posts, rhythm._watched, rhythm._odds = posts, watched, odds
        rhythm._estimate()
        return rhythm

    def _compare(self, elapsed: float, count: int) -> None:
        """Ask each memory how likely it found what came."""
        known = zip(self._odds, self._shapes, self._spans, strict=True)
        odds = [before * _FADING - shape * log(1 + elapsed / span) for before, shape, span in known]
        if count:
            shares = zip(self._shapes, self._spans, strict=True)
            likely = [lgamma(count + shape) - lgamma(shape) - count * log(span + elapsed) for shape, span in shares]
            odds = list(map(float.__add__, odds, likely))
        best = max(odds)
        self._odds = [one - best for one in odds]

    def _remember(self, elapsed: float, ages: Iterable[float]) -> None:
        kept = _fading(elapsed)
        self._posts = list(map(float.__mul__, self._posts, kept))
        for age in ages:
            self._posts = list(map(float.__add__, self._posts, _fading(age)))
        known = zip(self._watched, kept, MEMORIES, strict=True)
        self._watched = [memory + (watched - memory) * rest for watched, rest, memory in known]

    def _estimate(self) -> None:
        """Shrink each memory's gamma distribution to the next longer one, and mix them."""
        self._shapes = [posts + _SHRINKAGE for posts in self._posts]
        self._spans = []
        rate, rates = COMMON_RATE, []
        for shape, watched in zip(self._shapes, self._watched, strict=True):
            span = watched + _SHRINKAGE / rate
            rate = shape / span
            self._spans.append(span)
            rates.append(rate)
        trust = [_LEAST_TRUST + exp(odds) for odds in self._odds]
        self.rate = sum(map(float.__mul__, trust, rates)) / sum(trust)
        """Posts a second, as far as one can tell."""


def _fading(age: float) -> tuple[float, float, float, float, float]:
    """What each memory still keeps of something so old."""
    days = exp(-age / MEMORIES[0])
    day = days**4
    hours = day**4
    hour = hours**4
    return days, day, hours, hour, hour**4
