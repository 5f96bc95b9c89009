"""The time of a sandbox: it may run faster than the wall's, and tests move it by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def wall_time() -> datetime:
    """The machine's time, aware, in UTC."""
    return datetime.now(UTC)


class WorldClock:
    """World time: `anchor` plus what the wall has moved since `wall_anchor`, times `speed`. Never goes back."""

    def __init__(
        self,
        anchor: datetime,
        wall_anchor: datetime,
        speed: float = 1.0,
        wall: Callable[[], datetime] = wall_time,
    ) -> None:
        if speed <= 0:
            raise ValueError(f"A world's speed is above 0 (1 is real time); {speed} is not.")
        self.anchor = anchor
        self.wall_anchor = wall_anchor
        self.speed = speed
        self._wall = wall
        self._latest = anchor

    def now(self) -> datetime:
        """World time, aware, in UTC. A wall clock that was set back makes it stand still for a while."""
        moved = (self._wall() - self.wall_anchor).total_seconds()
        self._latest = max(self._latest, self.anchor + timedelta(seconds=moved * self.speed))
        return self._latest

    __call__ = now

    def at_speed(self, speed: float) -> WorldClock:
        """A clock that goes on from this one's present at another speed."""
        return WorldClock(self.now(), self._wall(), speed, self._wall)


class SteppedClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, start: datetime = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)) -> None:
        if start.tzinfo is None:
            raise ValueError("A clock's time needs a zone, such as tzinfo=UTC.")
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """The time it was moved to, aware, in UTC."""
        return self._now

    __call__ = now

    def step(self, seconds: float) -> datetime:
        """Move forward and return the new time."""
        if seconds < 0:
            raise ValueError(f"Time goes forward: a step of {seconds} seconds is refused.")
        self._now += timedelta(seconds=seconds)
        return self._now
