"""How many calls an hour still allows, reckoned before a call is made."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from domain.plans import LimitClass

HOUR = timedelta(hours=1)
SHORTEST_PAUSE = timedelta(minutes=5)
"""After a refusal that does not say how long it lasts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetView:
    """What is left at one moment."""

    limit: int
    """Calls in any sixty minutes."""
    remaining: int
    delay: float = 0.0
    """Seconds until the next call has room. 0: it has now."""
    waits: Mapping[LimitClass, float] = field(default_factory=dict)
    """Seconds until a write of that class has room. Not listed: it has now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Allowance:
    """What a network grants one token in any sixty minutes."""

    calls: int
    writes: Mapping[LimitClass, int]
    """Writes count in `calls` as well."""


class Window:
    """The calls of the last sixty minutes against one limit, in order of time.

    Beside our own it holds calls that must have happened, as the network counts more than we made: those of
    another program with the same token, or ours before a restart. They are spread evenly over the time in question.
    """

    def __init__(self, figure: int) -> None:
        self._figure = figure
        self._calls: list[datetime] = []
        self._heard_at: datetime | None = None
        self._closed_until: datetime | None = None
        self.limit = figure

    def wait(self, now: datetime) -> float:
        """Seconds until one more call has room, 0 when it has now."""
        self._forget(now)
        excess = len(self._calls) - self.limit
        opens = self._calls[excess] + HOUR if excess >= 0 else now
        if self._closed_until is not None:
            opens = max(opens, self._closed_until)
        return max(0.0, (opens - now).total_seconds())

    def remaining(self, now: datetime) -> int:
        """Calls that may still be made now."""
        return 0 if self.wait(now) else self.limit - len(self._calls)

    def book(self, now: datetime) -> None:
        """Count one call of ours."""
        self._calls.append(now)

    def release(self) -> None:
        """Take the latest call back: it never left the house."""
        if self._calls:
            self._calls.pop()

    def learn(self, *, limit: int, remaining: int, now: datetime) -> None:
        """Believe the network's own count where it leaves less room than ours."""
        if not 0 <= remaining <= limit or limit == 0:
            return
        self._forget(now)
        self.limit = min(self._figure, limit)
        self._add_unseen(limit - remaining - len(self._calls), since=self._heard_at, now=now)
        self._heard_at = now

    def close(self, *, pause: timedelta | None, now: datetime) -> None:
        """Note that the network refused a call, for as long as it said or for as long as we reckon."""
        self._forget(now)
        self._add_unseen(self.limit - len(self._calls), since=None, now=now)
        if pause is None:
            pause = max(SHORTEST_PAUSE, timedelta(seconds=self.wait(now)))
        self._closed_until = now + pause

    def pause(self, until: datetime) -> None:
        """Let no call out until then; what was counted stays."""
        self._closed_until = until if self._closed_until is None else max(self._closed_until, until)

    def _add_unseen(self, count: int, *, since: datetime | None, now: datetime) -> None:
        missing = min(count, self.limit - len(self._calls))
        if missing <= 0:
            return
        start = now - HOUR if since is None else max(since, now - HOUR)
        step = (now - start) / missing
        self._calls.extend(start + step * nth for nth in range(1, missing + 1))
        self._calls.sort()

    def _forget(self, now: datetime) -> None:
        del self._calls[: bisect_right(self._calls, now - HOUR)]


class Budget:
    """One token's hour: all its calls together, and its writes by class."""

    def __init__(self, allowance: Allowance) -> None:
        self._all = Window(allowance.calls)
        self._writes = {kind: Window(figure) for kind, figure in allowance.writes.items()}
        self._paused_until: datetime | None = None

    def take(self, write: LimitClass | None, now: datetime) -> float:
        """Book a call and give 0; or, when it has no room, book nothing and give the seconds until it has."""
        windows = self._windows(write)
        delay = max(window.wait(now) for window in windows)
        if not delay:
            for window in windows:
                window.book(now)
        return delay

    def release(self, write: LimitClass | None) -> None:
        """Take back a booking whose call was never sent."""
        for window in self._windows(write):
            window.release()

    def learn(self, *, limit: int, remaining: int, now: datetime) -> None:
        """Take in what the network says of all calls together."""
        self._all.learn(limit=limit, remaining=remaining, now=now)

    def refused(
        self, write: LimitClass | None, *, remaining: int | None, pause: timedelta | None, now: datetime
    ) -> float:
        """Stop after "too many calls" and give the seconds until there is room.

        `remaining` is what the same answer says of all calls together, if it does: some left means that a write
        met the limit of its own class, and everything else goes on.
        """
        windows = self._windows(write)
        if write is not None and remaining:
            windows = (self._writes[write],)
        for window in windows:
            window.close(pause=pause, now=now)
        return max(window.wait(now) for window in windows)

    def pause(self, pause: timedelta, now: datetime) -> None:
        """Let no call of any kind out for so long. The hour's count stays: they came too fast, not too often."""
        self._paused_until = max(now + pause, self._paused_until or now)
        self._all.pause(self._paused_until)

    def paused(self, now: datetime) -> bool:
        """Whether it is such a pause that holds calls back."""
        return self._paused_until is not None and now < self._paused_until

    def view(self, now: datetime) -> BudgetView:
        """What is left at this moment."""
        waits = {kind: window.wait(now) for kind, window in self._writes.items()}
        return BudgetView(
            limit=self._all.limit,
            remaining=self._all.remaining(now),
            delay=self._all.wait(now),
            waits={kind: wait for kind, wait in waits.items() if wait},
        )

    def _windows(self, write: LimitClass | None) -> tuple[Window, ...]:
        return (self._all,) if write is None else (self._all, self._writes[write])
