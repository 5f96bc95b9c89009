"""Hourly limits: one sliding window per token, and one per token and kind of write."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from sandbox.instagram.api import errors

if TYPE_CHECKING:
    from datetime import datetime

Era: TypeAlias = Literal["sandbox", "live"]

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """Calls per hour."""

    all: int
    writes: int
    """For each kind of write."""


FIGURES: dict[Era, Figures] = {"sandbox": Figures(all=500, writes=30), "live": Figures(all=5000, writes=60)}


class Limits:
    """What has been called in the last hour of world time. Choice: a restart forgets it; refused calls count."""

    def __init__(self, figures: Figures, *, bare: bool = True) -> None:
        """`bare`: refusals come without `meta`."""
        self.figures = figures
        self._bare = bare
        self._calls: dict[tuple[str, str], deque[datetime]] = defaultdict(deque)

    def remaining(self, token: str, now: datetime) -> int:
        """How many calls the token has left."""
        return max(0, self.figures.all - len(self._window(token, "", now)))

    def count(self, token: str, now: datetime) -> None:
        """One more call with this token.

        Raises:
            ApiError: it is one too many.
        """
        if self._add(token, "", now, self.figures.all) > self.figures.all:
            raise errors.too_many(bare=self._bare)

    def count_write(self, token: str, kind: str, now: datetime) -> None:
        """One more write of this kind with this token.

        Raises:
            ApiError: it is one too many.
        """
        made = self._add(token, kind, now, self.figures.writes)
        if made > self.figures.writes:
            raise errors.too_many(made, self.figures.writes, bare=self._bare)

    def _add(self, token: str, kind: str, now: datetime, allowed: int) -> int:
        calls = self._window(token, kind, now)
        calls.append(now)
        if len(calls) > 2 * allowed:  # enough to refuse, and memory stays bounded
            calls.popleft()
        return len(calls)

    def _window(self, token: str, kind: str, now: datetime) -> deque[datetime]:
        calls = self._calls[token, kind]
        while calls and now - calls[0] >= _HOUR:
            calls.popleft()
        return calls
