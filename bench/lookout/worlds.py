"""Posts as they come to many lists: some busy, most quiet, by day more than by night, and now and then in bursts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
BEGIN = datetime(2026, 3, 2, tzinfo=UTC)

ZONES = (-8, -5, 0, 1, 3, 5.5, 8, 9)
"""Hours from UTC of the people behind a list."""
QUIET_NIGHTS = (0.3, 1.0)
"""How deep the night falls: from a third less than the mean to nothing at all."""
BURSTS_A_DAY, BURST_MINUTES, BURST_FACTOR = 0.7, (10.0, 60.0), (8.0, 40.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """What a world is like."""

    sources: int = 500
    posts: float = 4_250.0
    """An hour, all sources together, without what bursts add (about two fifths)."""
    skew: float = 1.0
    """Zipf's exponent: the n-th busiest source has n ** -skew of the busiest one's posts."""
    steady: bool = False
    """No nights, no bursts: for the formula to be compared with."""
    picky: bool = False
    """Whether only some posts match a rule: none in half of the sources, half of all or fewer in the others."""
    calls: int = 5_000
    """An hour."""
    page: int = 33
    days: float = 2.0


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """What comes to each source, in seconds from the beginning, and what an oracle may know of it."""

    shape: Shape
    end: float
    rates: NDArray[np.float64]
    """Matching posts a second, by source and minute."""
    arrivals: tuple[tuple[float, ...], ...]
    """In order."""
    matches: tuple[tuple[bool, ...], ...]
    """For each arrival, whether it matches a rule."""


def moment(seconds: float) -> datetime:
    """A time of the world as a moment."""
    return BEGIN + timedelta(seconds=seconds)


def world(shape: Shape, seed: int) -> World:
    """The same shape and seed give the same world."""
    chance = np.random.default_rng(seed)
    minutes = round(shape.days * DAY / MINUTE)
    rates = np.repeat(_base(shape, chance)[:, None], minutes, axis=1)
    if not shape.steady:
        rates *= _days(shape.sources, minutes, chance) * _bursts(shape, minutes, chance)
    counts = chance.poisson(rates * MINUTE)
    arrivals = [np.sort(_spread(row, chance)) for row in counts]
    share = np.ones(shape.sources)
    if shape.picky:
        share = chance.uniform(0.0, 0.5, shape.sources) * (chance.random(shape.sources) < 0.5)
    matches = [chance.random(len(times)) < part for times, part in zip(arrivals, share, strict=True)]
    return World(
        shape=shape,
        end=minutes * MINUTE,
        rates=rates * share[:, None],
        arrivals=tuple(tuple(times.tolist()) for times in arrivals),
        matches=tuple(tuple(row.tolist()) for row in matches),
    )


def _base(shape: Shape, chance: Generator) -> NDArray[np.float64]:
    """Posts a second of each source in the long run, in no order."""
    rates = np.arange(1, shape.sources + 1) ** -shape.skew
    return chance.permutation(rates * (shape.posts / HOUR / rates.sum()))


def _days(sources: int, minutes: int, chance: Generator) -> NDArray[np.float64]:
    """How much of its mean each source has, minute by minute."""
    depth = chance.uniform(*QUIET_NIGHTS, sources)[:, None]
    noon = chance.choice(ZONES, sources)[:, None] * HOUR
    seconds = np.arange(minutes)[None, :] * MINUTE
    return np.asarray(1 + depth * np.cos(2 * np.pi * (seconds - noon) / DAY))


def _bursts(shape: Shape, minutes: int, chance: Generator) -> NDArray[np.float64]:
    """How much more there is, minute by minute; what begins before the end may be cut off by it."""
    factors = np.ones((shape.sources, minutes))
    for source, count in enumerate(chance.poisson(BURSTS_A_DAY * shape.days, shape.sources)):
        for _ in range(count):
            start = chance.integers(minutes)
            burst = factors[source, start : start + round(chance.uniform(*BURST_MINUTES))]
            np.maximum(burst, chance.uniform(*BURST_FACTOR), out=burst)
    return factors


def _spread(counts: NDArray[np.int64], chance: Generator) -> NDArray[np.float64]:
    """Somewhere in its minute, for each post."""
    starts = np.repeat(np.arange(len(counts)), counts)
    return np.asarray((starts + chance.random(len(starts))) * MINUTE)
