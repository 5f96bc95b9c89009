"""What the network says is new is looked at now, as far as the hour's calls allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.sources import Source, SourceKind
from polling.lists import OWN_PHOTOS
from polling.pace import stretch
from storage import accounts, sources

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from domain.clock import Clock
    from domain.ids import AccountKey, UserId
    from networks.port import Network
    from storage.database import Database
    from storage.sources import StoredSource

SHORTEST_GAP = timedelta(seconds=10)
"""Between two looks at a list, however often it is pushed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Waking:
    """Makes lists of one account due before their time."""

    account: AccountKey
    network: Network
    database: Database
    clock: Clock

    async def wake(self, told: Collection[Source]) -> bool:
        """Whether one of these lists is due now. One that was just looked at is due in a moment.

        A list that fails keeps the time that it was told to wait; one that is not watched stays so.
        """
        now = self.clock()
        async with self.database.write() as session:
            me = await accounts.owner(session, self.account)
            watched = await sources.active(session, self.account)
            gap = self._gap(len(watched))
            due = {source.id: _next(source, now, gap) for source in watched if _is_meant(source, told, me)}
            for source_id, moment in due.items():
                await sources.hasten(session, [source_id], moment)
        return any(moment <= now for moment in due.values())

    def _gap(self, watched: int) -> timedelta:
        # Half of the share that planned looks may have: both together leave something for the chat.
        return SHORTEST_GAP * stretch([SHORTEST_GAP] * watched, self.network.budget.limit // 2)


def _is_meant(source: StoredSource, told: Collection[Source], me: UserId) -> bool:
    # The network knows the owner by id, the rules as `self`.
    own = source.source == OWN_PHOTOS and Source(kind=SourceKind.USER, value=me) in told
    return (own or source.source in told) and source.failures == 0


def _next(source: StoredSource, now: datetime, gap: timedelta) -> datetime:
    return now if source.last_looked_at is None else max(now, source.last_looked_at + gap)
