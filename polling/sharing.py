"""A part of an hour's calls, for one purpose."""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

HOUR = timedelta(hours=1)


class Share:
    """So much of what any sixty minutes allow. A restart forgets what was taken; the network's own count does not."""

    def __init__(self, part: float) -> None:
        self._part = part
        self._taken: deque[datetime] = deque()

    def wait(self, limit: int, now: datetime) -> float:
        """Seconds until one more call has room, 0 when it has now. `limit` is what all purposes have together."""
        while self._taken and self._taken[0] <= now - HOUR:
            self._taken.popleft()
        excess = len(self._taken) - max(1, int(limit * self._part))
        return 0.0 if excess < 0 else (self._taken[excess] + HOUR - now).total_seconds()

    def take(self, now: datetime) -> None:
        """Count one call."""
        self._taken.append(now)
