"""One ticker for all accounts: whoever has nothing to do is left in peace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from storage import due

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from domain.clock import Clock
    from domain.ids import AccountKey
    from likewise.journey import Step
    from storage.database import Database

ALL_EVERY = timedelta(minutes=5)
"""So often every step of an account runs, whether or not it seems to have something to do: what is done once a day,
or is due for a reason that no row tells, is never late by more."""


class Eye(Protocol):
    """Who looks at an account's lists, as far as the ticker asks."""

    def is_due(self) -> bool:
        """Whether a list may be looked at now. Asks neither the network nor the database."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Crew:
    """The steps of one account."""

    account: AccountKey
    eye: Eye
    look: Step
    judge: Step
    act: Step


class Heartbeat:
    """Wakes the steps that have something to do: one look at the database for all accounts, none at the network."""

    def __init__(
        self, crews: Sequence[Crew], *, database: Database, clock: Clock, signs: Callable[[], object] = tuple
    ) -> None:
        """When `signs` gives something else than before, that concerns every step of every account."""
        self._crews = crews
        self._database = database
        self._clock = clock
        self._signs = signs
        self._seen: object = None
        self._last: datetime | None = None
        self._all_at: list[datetime] = []

    async def tick(self) -> None:
        """Wake whom it is time for."""
        now, signs = self._clock(), self._signs()
        if self._last is None or now < self._last or signs != self._seen:
            self._wake_all(now)
        self._last, self._seen = now, signs
        accounts = [crew.account for crew in self._crews]
        async with self._database.read() as session:
            to_judge = await due.judging(session, accounts, now)
            to_act = await due.acting(session, accounts, now)
        for number, crew in enumerate(self._crews):
            whole = self._all_at[number] <= now
            if whole:
                self._all_at[number] = now + ALL_EVERY
            if whole or crew.eye.is_due():
                crew.look.wake()
            if whole or crew.account in to_judge:
                crew.judge.wake()
            if whole or crew.account in to_act:
                crew.act.wake()

    def _wake_all(self, now: datetime) -> None:
        """All of them now, and then one after the other, so that hundreds never come together again."""
        for crew in self._crews:
            for step in (crew.look, crew.judge, crew.act):
                step.wake()
        share = ALL_EVERY / max(1, len(self._crews))
        self._all_at = [now + share * number for number in range(1, len(self._crews) + 1)]
