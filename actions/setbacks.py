"""Actions that failed in a way that nobody foresaw: they hold up no other, and are tried ever more seldom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from domain.ids import ActionId
    from storage.actions import StoredAction

FIRST = timedelta(seconds=30)
LONGEST = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Setback:
    until: datetime
    pause: timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Setbacks:
    """Kept in mind only: a start is a fresh try."""

    _known: dict[ActionId, _Setback] = field(init=False, default_factory=dict)

    def holds(self, action: StoredAction, now: datetime) -> bool:
        """Whether it is too early to try the action again."""
        known = self._known.get(action.id)
        return known is not None and now < known.until

    def met(self, action: StoredAction, now: datetime) -> bool:
        """Hold a failed action back, twice as long each time; whether that is news."""
        known = self._known.get(action.id)
        pause = min(known.pause * 2, LONGEST) if known else FIRST
        self._known[action.id] = _Setback(until=now + pause, pause=pause)
        return known is None

    def over(self, action: StoredAction) -> bool:
        """Forget that an action failed; whether it had."""
        return self._known.pop(action.id, None) is not None
