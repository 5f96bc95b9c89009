"""One look at a list of photos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.events import NewMedia
from domain.sources import SourceKind
from polling import lists
from polling.looks import Look
from storage import accounts, events, history, notices, seen, sources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.clock import Clock
    from domain.ids import AccountKey, MediaId, UserId
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
    pages: int
    gap: bool
    """Whether it ended before anything known was reached."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Photos:
    """Looks at every list of photos: tags, people, places, circles, the feed, ..."""

    account: AccountKey
    network: Network
    database: Database
    clock: Clock

    async def look(self, source: StoredSource) -> Look:
        """Fetch what is new and keep it."""
        # Taken before the call: what is posted while the answer travels must not count as old.
        now = self.clock()
        first = source.baseline_at is None
        async with self.database.read() as session:
            me = await accounts.owner(session, self.account)
        # Older pages of a first look would cost calls and bring nothing: what was there before is left alone.
        batch = await self._newest(source, me, now, pages=1 if first else MOST_PAGES)
        async with self.database.write() as session:
            unseen = await seen.remember(session, self.account, (media.id for media in batch.media), now)
            here = await self._new_here(session, source, batch, unseen, now)
            joined = await events.join(session, self.account, source.source, here - unseen, now)
            watched = await sources.active(session, self.account)
            standing = {one.id: lists.standing_in(one, watched, me) for one in batch.media if one.id in unseen}
            news = _news(batch, standing, dict.fromkeys(here - joined, source.source), now)
            await events.add(session, self.account, news)
            await sources.looked(session, source.id, now)
            if batch.gap and not first:
                await self._tell_gap(session, source, now)
        return Look(
            news=len(news) + len(joined),
            baseline=len(unseen) - len(news) if first else None,
            calls=batch.pages,
            came=tuple(lists.came_at(one, source.source, now) for one in batch.media if one.id in here),
            page=tuple(lists.came_at(one, source.source, now) for one in batch.media),
        )

    async def _newest(self, source: StoredSource, me: UserId, now: datetime, *, pages: int) -> Batch:
        """Pages until one brings nothing new, or something that was known when the list was last looked at."""
        media: list[Media] = []
        cursor: str | None = None
        for turned in range(1, pages + 1):
            page = await lists.page(self.network, source.source, cursor, me)
            media += page.items
            cursor = page.older
            if cursor is None or await self._overlaps(source, page.items, now):
                return Batch(media=tuple(media), pages=turned, gap=False)
        return Batch(media=tuple(media), pages=pages, gap=True)

    async def _overlaps(self, source: StoredSource, media: Sequence[Media], now: datetime) -> bool:
        # What another list brought since says nothing about how far down this one was read.
        besides = None if source.last_looked_at is None else (source.last_looked_at, now)
        items = {lists.item(source.source, one.id) for one in media}
        async with self.database.read() as session:
            known = await seen.known(session, self.account, items, besides=besides)
        return bool(known) or not media

    async def _new_here(
        self, session: AsyncSession, source: StoredSource, batch: Batch, unseen: set[MediaId], now: datetime
    ) -> set[MediaId]:
        """The photos that are news because they stand in this list, whatever others brought before."""
        items = {lists.item(source.source, media.id): media for media in batch.media}
        kind = source.source.kind
        new = await seen.remember(session, self.account, items, now) if kind in lists.SILENT else unseen
        here = {media.id for item, media in items.items() if item in new and lists.is_news(media, source)}
        if kind is SourceKind.LIKED:
            # What a rule likes is no news of what the owner likes.
            here -= await history.liked_by_rules(session, self.account, here)
        return here

    async def _tell_gap(self, session: AsyncSession, source: StoredSource, now: datetime) -> None:
        text = (
            f"So much is new in {lists.label(source.source)} that a look at {MOST_PAGES} pages did not reach what "
            "was known. Photos further down were missed."
        )
        await notices.tell(session, self.account, f"gap:{source.source}:{int(now.timestamp())}", now, text=text)


def _news(
    batch: Batch, standing: Mapping[MediaId, frozenset[Source]], here: Mapping[MediaId, Source], now: datetime
) -> list[NewMedia]:
    """The events of a look, oldest first: one for each photo that is new to the list or to any other."""
    photos = {media.id: media for media in reversed(batch.media)}
    new_to = {
        number: standing.get(number, frozenset()) | ({here[number]} if number in here else set()) for number in photos
    }
    return [NewMedia(media=photos[number], sources=to, first_seen_at=now) for number, to in new_to.items() if to]
