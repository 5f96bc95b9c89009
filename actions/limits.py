"""Whether an hour and a day have room for one more, in windows that slide."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rules.ruleset import Limit

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def opens_at(attempts: Sequence[datetime], limit: Limit, now: datetime) -> datetime | None:
    """When there is room again; None: there is room now. `attempts` of the last day, the oldest first."""
    moments = (_opens_at(attempts, limit.per_hour, HOUR, now), _opens_at(attempts, limit.per_day, DAY, now))
    return max((moment for moment in moments if moment is not None), default=None)


def _opens_at(attempts: Sequence[datetime], most: int, window: timedelta, now: datetime) -> datetime | None:
    inside = [moment for moment in attempts if moment > now - window]
    if len(inside) < most:
        return None
    return inside[-most] + window if most else now + window
