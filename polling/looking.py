"""Looks at the lists, each when its time has come."""

from __future__ import annotations

import asyncio
import logging
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.errors import BlockedError, RefusedError, RetryableError
from domain.sources import SourceKind
from polling.comments import Comments
from polling.lists import label
from polling.looks import baseline_sentence
from polling.names import Names
from polling.pace import stretch
from polling.photos import Photos
from polling.requests import Requests
from polling.setbacks import Setbacks
from polling.watchlist import Watchlist
from storage import notices, sources
from storage.pausing import is_paused, pause

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.clock import Clock
    from domain.ids import AccountKey
    from networks.port import Network
    from polling.looks import Look
    from rules.ruleset import RuleSet
    from storage.database import Database
    from storage.sources import StoredSource

LOGGER = logging.getLogger(__name__)

DEFAULT_EVERY = timedelta(seconds=60)
LONGEST_WAIT = timedelta(days=1)

_EYES: dict[SourceKind, type[Photos | Requests | Comments]] = {
    SourceKind.REQUESTS: Requests,
    SourceKind.COMMENTS: Comments,
}
"""Who looks at what is no list of photos."""


@dataclass(kw_only=True, slots=True)
class Looking:
    """Finds what is new for one account."""

    account: AccountKey
    network: Network
    database: Database
    rules: Callable[[], RuleSet]
    clock: Clock
    chance: random.Random = field(default_factory=random.SystemRandom)
    default_every: timedelta = DEFAULT_EVERY
    """How often a list is looked at when no rule says."""
    _names: Names = field(init=False)
    _sync_again_at: datetime | None = field(init=False, default=None)
    _stopping: bool = field(init=False, default=False)
    _syncing: asyncio.Lock = field(init=False, default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self._names = Names(self.network)

    async def sync(self) -> None:
        """Look at what the rules wish from now on. Call it at start and whenever they change.

        Names that the network could not look up are tried again by a later round.
        """
        watchlist = Watchlist(
            account=self.account,
            names=self._names,
            database=self.database,
            clock=self.clock,
            default_every=self.default_every,
        )
        # One after the other, and each with the rules of its own moment: names take their time to be looked up.
        async with self._syncing:
            try:
                delay = await watchlist.write(self.rules().wishes())
            except BlockedError as error:
                await pause(self.database, self.account, error, self.clock())
                delay = 0.0  # rounds do nothing before the pause is lifted
            self._sync_again_at = None if delay is None else self.clock() + timedelta(seconds=delay)

    async def round(self) -> bool:
        """Look at every list whose time has come, one after the other; whether anything new came."""
        if await is_paused(self.database, self.account):
            return False
        if self._sync_again_at is not None and self._sync_again_at <= self.clock():
            await self.sync()
        looks: list[tuple[SourceKind, Look]] = []
        for source, wait in await self._due():
            if self._stopping or await is_paused(self.database, self.account):
                break
            look = await self._look(source, wait)
            if look is not None:
                looks.append((source.source.kind, look))
        await self._tell_baseline(baseline_sentence(looks))
        return any(look.news for _, look in looks)

    def stop(self) -> None:
        """Begin no further look."""
        self._stopping = True

    async def _due(self) -> list[tuple[StoredSource, timedelta]]:
        """The lists whose time has come, each with the wait until the look after this one."""
        now = self.clock()
        async with self.database.read() as session:
            watched = await sources.active(session, self.account)
            due = await sources.due(session, self.account, now)
        factor = stretch((source.every for source in watched), self.network.budget.limit)
        await self._pull_in(watched, now + max((LONGEST_WAIT, *(source.every * factor for source in watched))))
        return [(source, source.every * factor) for source in due]

    async def _pull_in(self, watched: Sequence[StoredSource], latest: datetime) -> None:
        # Nothing of ours waits that long: the clock was set back.
        if any(source.next_due_at > latest for source in watched):
            async with self.database.write() as session:
                await sources.pull_in(session, self.account, latest)

    async def _look(self, source: StoredSource, wait: timedelta) -> Look | None:
        """Look at one list; None when that failed."""
        kind = _EYES.get(source.source.kind, Photos)
        eye = kind(account=self.account, network=self.network, database=self.database, clock=self.clock)
        setbacks = Setbacks(account=self.account, database=self.database, clock=self.clock, chance=self.chance)
        try:
            look = await eye.look(source, wait)
        except (RetryableError, RefusedError, BlockedError) as error:
            await setbacks.meet(source, error)
            return None
        except Exception as error:
            if not source.failures:
                LOGGER.exception("Cannot look at %s.", label(source.source), extra={"source": str(source.source)})
            await setbacks.stumble(source, error)
            return None
        setbacks.overcome(source)
        return look

    async def _tell_baseline(self, sentence: str | None) -> None:
        if sentence is None:
            return
        now = self.clock()
        async with self.database.write() as session:
            await notices.tell(session, self.account, f"baseline:{int(now.timestamp())}", now, text=sentence)
