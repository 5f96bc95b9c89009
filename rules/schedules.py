"""When a rule is active, in the local time of its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import time, tzinfo

_DAY = timedelta(days=1)
_WEEK = 7
_HORIZON = 2 * _WEEK + 1
"""Days. A window of one day in the week may fall into a skipped hour; a week later it does not."""
_STEP = timedelta(hours=12)
"""No zone moves its clocks twice in so short a time."""
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Some hours on some days."""

    days: frozenset[int]
    """0 is Monday, 6 is Sunday. Of a window that crosses midnight, the day on which it begins."""
    start: time
    """Included."""
    end: time
    """Excluded. Not after `start`: on the next day."""

    def holds(self, weekday: int, at: time) -> bool:
        """Whether the clock on the wall shows a moment within it."""
        if self.start < self.end:
            return weekday in self.days and self.start <= at < self.end
        begun_today = weekday in self.days and at >= self.start
        begun_yesterday = (weekday - 1) % _WEEK in self.days and at < self.end
        return begun_today or begun_yesterday


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """Windows under one name; open while any of them is.

    What counts is the clock on the wall. When it is put forward, the hour that it skips is skipped here too. When it
    is put back, the hour that it shows twice counts once: the first time is open, the second is not.
    """

    name: str
    windows: tuple[Window, ...]

    def is_open(self, now: datetime, zone: tzinfo) -> bool:
        """Whether `now` is within a window."""
        local = now.astimezone(zone)
        if local.fold:
            return False
        weekday, at = local.weekday(), local.time()
        return any(window.holds(weekday, at) for window in self.windows)

    def opens_at(self, now: datetime, zone: tzinfo) -> datetime | None:
        """The first moment from `now` on at which it is open, in UTC; `None`: it never opens."""
        if self.is_open(now, zone):
            return now.astimezone(UTC)
        turns = (*self._starts(now, zone), *_shifts(now, zone))
        return min((turn for turn in turns if turn >= now and self.is_open(turn, zone)), default=None)

    def _starts(self, now: datetime, zone: tzinfo) -> Iterator[datetime]:
        """When windows begin, from today on."""
        today = now.astimezone(zone).date()
        for day in (today + number * _DAY for number in range(_HORIZON)):
            for window in self.windows:
                if day.weekday() in window.days:
                    yield datetime.combine(day, window.start, zone).astimezone(UTC)


def _shifts(now: datetime, zone: tzinfo) -> Iterator[datetime]:
    """When the clock on the wall goes on regularly after it was moved: at once, or once the repeated hour is over."""
    start = now.astimezone(UTC)
    # Begun a day early: the hour that is being repeated may have begun before now.
    for number in range(-2, 2 * _HORIZON):
        early, late = start + number * _STEP, start + (number + 1) * _STEP
        put_back = _offset(early, zone) - _offset(late, zone)
        if put_back:
            yield _shift_between(early, late, zone) + max(put_back, timedelta(0))


def _shift_between(early: datetime, late: datetime, zone: tzinfo) -> datetime:
    """The first moment with the offset of `late`."""
    before = _offset(early, zone)
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        if _offset(middle, zone) == before:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


def _offset(moment: datetime, zone: tzinfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)
