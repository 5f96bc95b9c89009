"""How long a fact is waited for before it counts as unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.ids import EventKey

MOST_TRIES = 3
LONGEST = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Wait:
    tries: int
    since: datetime
    until: datetime


class Patience:
    """Remembers which events wait to be tried again. A restart forgets, which only begins the wait anew."""

    def __init__(self) -> None:
        self._waits: dict[EventKey, _Wait] = {}

    def tried(self, event: EventKey, delay: float, now: datetime) -> None:
        """A fact was asked for in vain; ask again in `delay` seconds."""
        known = self._waits.get(event)
        since = known.since if known else now
        self._waits[event] = _Wait(
            tries=known.tries + 1 if known else 1,
            since=since,
            until=min(now + timedelta(seconds=delay), since + LONGEST),
        )

    def waiting(self, now: datetime) -> list[EventKey]:
        """The events for which it is too early to ask again."""
        return [event for event, wait in self._waits.items() if now < wait.until]

    def is_new(self, event: EventKey) -> bool:
        """Whether nothing was in vain for it so far."""
        return event not in self._waits

    def is_over(self, event: EventKey, now: datetime) -> bool:
        """Whether enough was asked and waited."""
        wait = self._waits.get(event)
        return wait is not None and (wait.tries >= MOST_TRIES or now >= wait.since + LONGEST)

    def end(self, event: EventKey) -> None:
        """It is judged."""
        self._waits.pop(event, None)
