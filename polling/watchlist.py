"""Keeps the lists that are looked at to what the rules wish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.sources import SourceKind
from rules.triggers import NAMED, REQUESTS
from storage import notices, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.clock import Clock
    from domain.ids import AccountKey
    from domain.sources import Source
    from polling.names import Names
    from rules.ruleset import SourceWish
    from storage.database import Database


@dataclass(frozen=True, kw_only=True, slots=True)
class Watchlist:
    """The lists of one account."""

    account: AccountKey
    names: Names
    database: Database
    clock: Clock

    async def write(self, wishes: Sequence[SourceWish]) -> float | None:
        """Watch what is wished for, and always the follow requests.

        Gives the seconds after which to try again when the network could not say who somebody is. Until then the
        people who were watched stay watched: to drop them and come back would lose what they post meanwhile.

        Raises:
            BlockedError: the account may not ask.
        """
        census = await self.names.look_up([wish.source for wish in wishes])
        wanted: dict[Source, timedelta | None] = {}
        for wish in wishes:
            source = census.known.get(wish.source)
            if source is not None:
                promised = [every for every in (wish.every, wanted.get(source)) if every is not None]
                wanted[source] = min(promised, default=None)
        wanted.setdefault(REQUESTS, None)
        now = self.clock()
        async with self.database.write() as session:
            if census.delay is not None:
                await self._keep_people(session, wanted)
            await sources.sync(session, self.account, wanted, now)
            await self._tell_strangers(session, census.strangers, now)
        return census.delay

    async def _keep_people(self, session: AsyncSession, wanted: dict[Source, timedelta | None]) -> None:
        for known in await sources.active(session, self.account):
            if known.source.kind is SourceKind.USER:
                wanted.setdefault(known.source, known.every)

    async def _tell_strangers(self, session: AsyncSession, strangers: Iterable[Source], now: datetime) -> None:
        for stranger in strangers:
            name = stranger.value.removeprefix(NAMED)
            text = f"The rules name @{name}, but nobody has that username: mend or remove it there."
            # One subject for ever, so that a restart tells nothing twice.
            await notices.tell(session, self.account, f"stranger:{name}", now, text=text)
