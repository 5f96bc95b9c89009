"""Telegram's patience with bots that write too much."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

from sandbox.telegram.errors import ApiError

if TYPE_CHECKING:
    from sandbox.telegram.wire import Timer

WINDOW_SECONDS = 1.0


class FloodGate:
    """Counts messages and edits over all chats.

    Choice: Telegram publishes about 30 messages a second and varies in practice; bursts within one chat are let
    through. `limit = None` switches the gate off.
    """

    def __init__(self, timer: Timer, limit: int | None = 30) -> None:
        self.limit = limit
        self._timer = timer
        self._passed: deque[float] = deque()

    def enter(self, messages: int = 1) -> None:
        """Let `messages` through.

        Raises:
            ApiError: 429 with the seconds to wait.
        """
        now = self._timer()
        while self._passed and self._passed[0] <= now - WINDOW_SECONDS:
            self._passed.popleft()
        if self.limit is not None and len(self._passed) + messages > self.limit:
            oldest = self._passed[0] if self._passed else now
            wait = max(1, math.ceil(oldest + WINDOW_SECONDS - now))
            raise ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        self._passed.extend([now] * messages)
