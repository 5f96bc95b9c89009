"""How often a list may be looked at, and how long to wait after a failure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

HOUR = timedelta(hours=1)
POLL_SHARE = 0.6
"""Of the calls of an hour. The rest is for facts that rules ask for, and for the chat."""

_FIRST_WAIT = 5.0
_LONGEST_WAIT = 900.0


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
