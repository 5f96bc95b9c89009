"""How often may be looked, and how long to wait after a failure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from polling.enriching import KEPT_FREE

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from networks.budget import BudgetView

HOUR = timedelta(hours=1)
POLL_SHARE = 0.6
"""Of the calls of an hour. The rest is for facts that rules ask for, and for the chat."""
SAVED = timedelta(minutes=5)
"""So long calls that are not made are saved up, to be made all at once: at the start, and after a pause."""

_FIRST_WAIT = 5.0
_LONGEST_WAIT = 900.0


class Pace:
    """Spreads the looks' share of the calls over the hour.

    What is earned in an hour and what can be saved up before it are the share together: no sixty minutes have more.
    """

    def __init__(self) -> None:
        self._saved = 0.0
        self._at: datetime | None = None

    def wait(self, budget: BudgetView, now: datetime) -> float:
        """Seconds until the next call, 0 when it may be made now."""
        self._earn(budget.limit, now)
        wait = max(budget.delay, (1 - self._saved) / _rate(budget.limit), 0.0)
        spare = budget.remaining > budget.limit * KEPT_FREE
        return wait if spare else max(wait, 1 / _rate(budget.limit))

    def spend(self, calls: int, budget: BudgetView, now: datetime) -> None:
        """Count calls that were made. Those beyond what was saved are a debt, to be paid before the next."""
        self._earn(budget.limit, now)
        self._saved -= calls

    def _earn(self, limit: int, now: datetime) -> None:
        rate = _rate(limit)
        most = max(1.0, rate * SAVED.total_seconds())
        if self._at is None:
            self._saved = most
        else:
            # When the clock was set back, nothing was earned.
            self._saved = min(most, self._saved + rate * max(0.0, (now - self._at).total_seconds()))
        self._at = now


def _rate(limit: int) -> float:
    """Calls a second."""
    return max(limit, 1) * POLL_SHARE / (HOUR + SAVED).total_seconds()


def stretch(intervals: Iterable[timedelta], limit: int) -> float:
    """What each interval is multiplied by, at least 1, so that all looks together keep to their share of `limit`."""
    wanted = sum(HOUR / every for every in intervals)
    return max(1.0, wanted / (POLL_SHARE * max(limit, 1)))


def back_off(failures: int, delay: float, chance: random.Random) -> timedelta:
    """The wait after so many failures in a row: longer each time, never under `delay` seconds.

    Chance keeps lists that failed together from coming back together.
    """
    longest = min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** min(failures, 10))
    return timedelta(seconds=max(delay, chance.uniform(longest / 2, longest)))
