"""What becomes of the posts of a world when somebody chooses where to look."""

from __future__ import annotations

import time
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from bench.lookout.worlds import HOUR, moment
from polling.places import Terms
from polling.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.lookout.choosers import Chooser
    from bench.lookout.worlds import World

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """Of the posts that match a rule and come after the warm-up: seconds from post to look."""

    mean: float
    p50: float
    p95: float
    per_source: float
    """The mean of the sources' own means."""
    looks: int
    microseconds: float
    """Of the processor, for one decision: choosing, and learning from what came."""


def shipped(world: World) -> Policy[int]:
    """The very policy that ships."""
    policy = Policy[int]()
    for source in range(world.shape.sources):
        policy.add(source, Terms())
    return policy


class Watch:
    """Looks at a world, one slot after the other. Each request takes a slot."""

    def __init__(self, world: World, chooser: Chooser) -> None:
        self._world = world
        self._chooser = chooser
        self._seen = [0] * len(world.arrivals)
        self._now = 0.0
        self._spent = 0.0
        self._looks = 0
        self.delays: list[list[float]] = [[] for _ in world.arrivals]

    def score(self, warm: float) -> Score:
        """Watch to the end; what comes in the first `warm` seconds does not count."""
        microseconds = self.go_on(until=self._world.end, warm=warm)
        for source in range(len(self._seen)):
            self._find(source, self._world.end, warm)  # what nobody saw waited at least so long
        delays = np.concatenate([np.array(one) for one in self.delays])
        return Score(
            mean=float(delays.mean()),
            p50=float(np.percentile(delays, 50)),
            p95=float(np.percentile(delays, 95)),
            per_source=float(np.mean([np.mean(one) for one in self.delays if one])),
            looks=self._looks,
            microseconds=microseconds,
        )

    def go_on(self, *, until: float, warm: float) -> float:
        """Watch for a while; gives the microseconds that a decision took."""
        slot, spent, looks = HOUR / self._world.shape.calls, self._spent, self._looks
        while self._now < until:
            self._now += slot * self._slot(self._now, warm)
        return (self._spent - spent) / max(self._looks - looks, 1) * 1e6

    def _slot(self, now: float, warm: float) -> int:
        """Use a slot; how many it took."""
        at = moment(now)
        source = self._timed(lambda: self._chooser.next(at))
        if source is None:
            return 1
        first, last = self._find(source, now, warm)
        times, page = self._world.arrivals[source], self._world.shape.page
        new = [moment(one) for one in times[first:last]]
        newest = [moment(one) for one in times[max(0, last - page) : last]]
        requests = 1 + len(new) // page
        self._timed(lambda: self._chooser.observe(at, source, new, newest, requests))
        if new and self._world.shape.picky:
            self._chooser.judged(source, len(new), sum(self._world.matches[source][first:last]))
        self._looks += 1
        return requests

    def _find(self, source: int, now: float, warm: float) -> tuple[int, int]:
        """What is new in a source: from which of its posts to which."""
        times, matches = self._world.arrivals[source], self._world.matches[source]
        first, last = self._seen[source], bisect_right(times, now, lo=self._seen[source])
        self._seen[source] = last
        found = range(first, last)
        self.delays[source] += [now - times[one] for one in found if matches[one] and times[one] >= warm]
        return first, last

    def _timed(self, work: Callable[[], T]) -> T:
        begin = time.thread_time()
        done = work()
        self._spent += time.thread_time() - begin
        return done
