"""Looks at the lists, each when it is worth most."""

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
from polling.lookout import Lookout
from polling.looks import baseline_sentence, baseline_subject
from polling.names import Names
from polling.pace import Pace
from polling.photos import Photos
from polling.requests import Requests
from polling.setbacks import Setbacks
from polling.watchlist import Watchlist
from storage import matches, notices, sources
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

LONGEST_ROUND = timedelta(seconds=2)
"""When something new came, the rules get to see it after that, though more lists could be looked at."""
COUNTED_EVERY = timedelta(minutes=1)
"""So often it is counted which lists brought what matches."""

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
    _names: Names = field(init=False)
    _lookout: Lookout = field(init=False, default_factory=Lookout)
    _pace: Pace = field(init=False, default_factory=Pace)
    _counted: tuple[datetime, int] | None = field(init=False, default=None)
    """When it was counted what matched, and up to which event."""
    _learned: dict[int, tuple[dict[str, list[float]], datetime]] = field(init=False, default_factory=dict)
    """What looks taught that is still to be kept, and when the next one is to be expected; by the list's number."""
    _sync_again_at: datetime | None = field(init=False, default=None)
    _stopping: bool = field(init=False, default=False)
    _syncing: asyncio.Lock = field(init=False, default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self._names = Names(self.network)

    async def sync(self) -> None:
        """Look at what the rules wish from now on. Call it at start and whenever they change.

        Names that the network could not look up are tried again by a later round.
        """
        watchlist = Watchlist(account=self.account, names=self._names, database=self.database, clock=self.clock)
        # One after the other, and each with the rules of its own moment: names take their time to be looked up.
        async with self._syncing:
            rules = self.rules()
            try:
                delay = await watchlist.write(rules.wishes())
            except BlockedError as error:
                await pause(self.database, self.account, error, self.clock())
                delay = 0.0  # rounds do nothing before the pause is lifted
            self._sync_again_at = None if delay is None else self.clock() + timedelta(seconds=delay)
            async with self.database.read() as session:
                watched = await sources.active(session, self.account)
            self._lookout.follow(watched, rules.version, self.clock())

    async def round(self) -> bool:
        """Look where it is worth most, as long as calls may be spent on that; whether anything new came."""
        # Between two looks this is all that happens: nothing is read.
        if not self.is_due() or await is_paused(self.database, self.account):
            return False
        if self._is_sync_due():
            await self.sync()
            if await is_paused(self.database, self.account):
                return False
        await self._count_matches()
        await self._hasten()
        looks: list[tuple[SourceKind, Look]] = []
        begin = self.clock()
        while self.is_due() and (source := await self._choose()) is not None:
            look = await self._look(source)
            if look is not None:
                looks.append((source.source.kind, look))
            elif await is_paused(self.database, self.account):
                break
            if any(look.news for _, look in looks) and self.clock() - begin >= LONGEST_ROUND:
                break
        await self._keep_learned()
        await self._tell_baseline(looks)
        return any(look.news for _, look in looks)

    def stop(self) -> None:
        """Begin no further look."""
        self._stopping = True

    def is_due(self) -> bool:
        """Whether a list may be looked at now, as far as calls may be spent on that. Reads nothing."""
        now = self.clock()
        if self._stopping or self._pace.wait(self.network.budget, now):
            return False
        return self._is_sync_due() or self._lookout.next(now) is not None

    def _is_sync_due(self) -> bool:
        return self._sync_again_at is not None and self._sync_again_at <= self.clock()

    async def _choose(self) -> StoredSource | None:
        """Where to look next; None when every list rests."""
        source = self._lookout.next(self.clock())
        if source is None:
            return None
        async with self.database.read() as session:
            return await sources.one(session, self.account, source)

    async def _hasten(self) -> None:
        async with self.database.read() as session:
            self._lookout.hasten(await sources.hastened(session, self.account))

    async def _look(self, source: StoredSource) -> Look | None:
        """Look at one list; None when that failed."""
        now = self.clock()
        kind = _EYES.get(source.source.kind, Photos)
        eye = kind(account=self.account, network=self.network, database=self.database, clock=self.clock)
        setbacks = Setbacks(account=self.account, database=self.database, clock=self.clock, chance=self.chance)
        until: datetime | None
        try:
            look = await eye.look(source)
        except (RetryableError, RefusedError, BlockedError) as error:
            until = await setbacks.meet(source, error)
        except Exception as error:
            if not source.failures:
                LOGGER.exception("Cannot look at %s.", label(source.source), extra={"source": str(source.source)})
            until = await setbacks.stumble(source, error)
        else:
            setbacks.overcome(source)
            self._learn(source, look, now)
            return look
        self._pace.spend(1, self.network.budget, self.clock())
        if until is not None:
            self._lookout.rest(source.source, until)
        return None

    def _learn(self, source: StoredSource, look: Look, now: datetime) -> None:
        self._pace.spend(look.calls, self.network.budget, self.clock())
        learned = self._lookout.learn(now, source.source, look)
        if learned is not None:
            kept, wait = learned
            self._learned[source.id] = kept, now + wait

    async def _keep_learned(self) -> None:
        """Write down what the looks taught, all at once: who dies before that has to learn it again, no more."""
        if self._learned:
            async with self.database.write() as session:
                for number, (kept, due) in self._learned.items():
                    await sources.learn(session, number, kept, due)
            self._learned.clear()

    async def _count_matches(self) -> None:
        """Learn from what the rules said meanwhile."""
        now = self.clock()
        if self._counted is not None and timedelta(0) <= now - self._counted[0] < COUNTED_EVERY:
            return
        async with self.database.read() as session:
            if self._counted is None:
                self._counted = now, await matches.latest(session, self.account)
                return
            found = await matches.after(session, self.account, self._counted[1])
        self._counted = now, found.last
        self._lookout.judged(found)

    async def _tell_baseline(self, looks: Sequence[tuple[SourceKind, Look]]) -> None:
        sentence = baseline_sentence(looks)
        if sentence is None:
            return
        now = self.clock()
        async with self.database.write() as session:
            await notices.tell(session, self.account, baseline_subject(looks, now), now, text=sentence)
