"""Policies to compare ours with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from bench.lookout.worlds import BEGIN, HOUR, MINUTE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from bench.lookout.worlds import World


class Chooser(Protocol):
    """What can be scored. Sources are numbered from 0."""

    def next(self, now: datetime) -> int | None:
        """Where to look now."""
        ...

    def observe(
        self, now: datetime, source: int, new_times: Sequence[datetime], page_times: Sequence[datetime], requests: int
    ) -> None:
        """What the look brought."""
        ...

    def judged(self, source: int, posts: int, matched: int) -> None:
        """What rules said of it."""
        ...


class Oracle:
    """Knows every rate at every moment, though not the posts: looks where most delay is expected to have gathered.

    With constant rates that is optimal; with others a very good heuristic.
    """

    def __init__(self, world: World) -> None:
        middles = (np.arange(world.rates.shape[1]) + 0.5) * MINUTE
        self._rates = world.rates
        self._posts = _summed(world.rates)
        self._moments = _summed(world.rates * middles)
        self._seen_posts = np.zeros(len(world.rates))
        self._seen_moments = np.zeros(len(world.rates))

    def next(self, now: datetime) -> int:
        seconds = (now - BEGIN).total_seconds()
        posts, moments = self._until(seconds, slice(None))
        gathered = seconds * (posts - self._seen_posts) - (moments - self._seen_moments)
        return int(gathered.argmax())

    def observe(self, now: datetime, source: int, *_: object) -> None:
        posts, moments = self._until((now - BEGIN).total_seconds(), slice(source, source + 1))
        self._seen_posts[source], self._seen_moments[source] = posts[0], moments[0]

    def judged(self, *_: object) -> None:
        """Knows already."""

    def _until(self, seconds: float, rows: slice) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How many posts are expected until then, and the sum of their moments."""
        minute = min(int(seconds // MINUTE), self._rates.shape[1] - 1)
        begun = minute * MINUTE
        part = self._rates[rows, minute] * (seconds - begun)
        return self._posts[rows, minute] + part, self._moments[rows, minute] + part * (begun + seconds) / 2


class Intervals:
    """Looks at each source when its interval is over; the longest overdue first."""

    def __init__(self, seconds: NDArray[np.float64]) -> None:
        self._seconds = seconds
        # Spread over their first interval, or they would all be due at the same time for ever.
        self._due = seconds * (np.arange(len(seconds)) / len(seconds))

    def next(self, now: datetime) -> int | None:
        source = int(self._due.argmin())
        return source if self._due[source] <= (now - BEGIN).total_seconds() else None

    def observe(self, now: datetime, source: int, *_: object) -> None:
        self._due[source] = (now - BEGIN).total_seconds() + self._seconds[source]

    def judged(self, *_: object) -> None:
        """Does not care."""


class Halving(Intervals):
    """Looks after half the time where something was new, and after half as much more where nothing was."""

    SHORTEST, LONGEST = 10.0, 4 * HOUR

    def observe(self, now: datetime, source: int, *seen: object) -> None:
        new_times = seen[0]
        factor = 0.5 if new_times else 1.5
        self._seconds[source] = min(max(self._seconds[source] * factor, self.SHORTEST), self.LONGEST)
        super().observe(now, source)


def every(world: World, seconds: float) -> Intervals:
    """The same interval for all."""
    return Intervals(np.full(world.shape.sources, seconds))


def fixed(world: World) -> Intervals:
    """The same interval for all: the shortest that the calls allow."""
    return every(world, world.shape.sources * HOUR / world.shape.calls)


def proportional(world: World, exponent: float) -> Intervals:
    """Intervals by a power of the true long-run rates, so that all calls are used."""
    shares = world.rates.mean(axis=1) ** exponent
    return Intervals(HOUR / world.shape.calls * shares.sum() / np.maximum(shares, shares.max() * 1e-6))


def halving(world: World) -> Halving:
    """Begins with the same interval for all."""
    return Halving(np.full(world.shape.sources, world.shape.sources * HOUR / world.shape.calls))


def _summed(rates: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum until each minute begins, by source."""
    return np.concatenate([np.zeros((len(rates), 1)), np.cumsum(rates * MINUTE, axis=1)], axis=1)
