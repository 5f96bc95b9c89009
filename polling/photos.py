"""One look at a list of photos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.events import NewMedia
from polling import lists
from polling.looks import Look
from storage import events, notices, seen, sources

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.clock import Clock
    from domain.ids import AccountKey
    from domain.media import Media
    from domain.sources import Source
    from networks.port import Network
    from storage.database import Database
    from storage.sources import StoredSource

MOST_PAGES = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """What a look brought, newest first."""

    media: tuple[Media, ...]
    gap: bool
    """Whether it ended before anything known was reached."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Photos:
    """Looks at tags, users and places."""

    account: AccountKey
    network: Network
    database: Database
    clock: Clock

    async def look(self, source: StoredSource, wait: timedelta) -> Look:
        """Fetch what is new, and keep it together with the moment of the next look."""
        # Taken before the call: what is posted while the answer travels must not count as old.
        now = self.clock()
        first = source.baseline_at is None
        # Older pages of a first look would cost calls and bring nothing: what was there before is left alone.
        batch = await self._newest(source, now, pages=1 if first else MOST_PAGES)
        async with self.database.write() as session:
            unseen = await seen.remember(session, self.account, (media.id for media in batch.media), now)
            fresh = {media.id: media for media in batch.media if media.id in unseen}
            news = await self._news(session, source, tuple(fresh.values()), now)
            await events.add(session, self.account, news)
            await sources.looked(session, source.id, now, now + wait)
            if batch.gap and not first:
                await self._tell_gap(session, source, now)
        return Look(news=len(news), baseline=len(fresh) - len(news) if first else None)

    async def _newest(self, source: StoredSource, now: datetime, *, pages: int) -> Batch:
        """Pages until one brings nothing new, or something that was known when the list was last looked at."""
        media: list[Media] = []
        cursor: str | None = None
        for _ in range(pages):
            page = await lists.page(self.network, source.source, cursor)
            media += page.items
            cursor = page.older
            if cursor is None or await self._overlaps(source, page.items, now):
                return Batch(media=tuple(media), gap=False)
        return Batch(media=tuple(media), gap=True)

    async def _overlaps(self, source: StoredSource, media: Sequence[Media], now: datetime) -> bool:
        # What another list brought since says nothing about how far down this one was read.
        besides = None if source.last_looked_at is None else (source.last_looked_at, now)
        async with self.database.read() as session:
            known = await seen.known(session, self.account, {one.id for one in media}, besides=besides)
        return bool(known) or not media

    async def _news(
        self, session: AsyncSession, source: StoredSource, fresh: Sequence[Media], now: datetime
    ) -> list[NewMedia]:
        watched = await sources.active(session, self.account)
        brought = [(media, _new_to(media, source, watched)) for media in reversed(fresh)]
        return [NewMedia(media=media, sources=new_to, first_seen_at=now) for media, new_to in brought if new_to]

    async def _tell_gap(self, session: AsyncSession, source: StoredSource, now: datetime) -> None:
        text = (
            f"So much is new in {lists.label(source.source)} that a look at {MOST_PAGES} pages did not reach what "
            "was known. Photos further down were missed."
        )
        await notices.tell(session, self.account, f"gap:{source.source}:{int(now.timestamp())}", now, text=text)


def _new_to(media: Media, source: StoredSource, watched: Sequence[StoredSource]) -> frozenset[Source]:
    """The lists that a photo is news for. One that is old here may be new to a list that is watched for longer."""
    others = lists.standing_in(media, watched)
    if source.baseline_at is None or lists.is_old(media, source.baseline_at):
        return others
    return others | {source.source}
