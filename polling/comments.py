"""One look at what people write under the owner's own photos."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from domain.errors import RefusedError, RetryableError
from domain.events import NewComment
from domain.plans import Reason
from domain.unknown import Unknown
from polling.enriching import KEPT_FREE
from polling.lists import PAGE_SIZE
from polling.looks import Look
from storage import accounts, actions, cases, events, ownphotos, replanning, seen, sources
from storage.moves import Move
from storage.ownphotos import UNCOUNTED, OwnPhoto
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.clock import Clock
    from domain.ids import AccountKey, MediaId, UserId
    from domain.media import Comment, Media
    from networks.port import Network
    from storage.database import Database
    from storage.sources import StoredSource

MOST_READ = 10
"""Photos whose comments one look reads. Those of the others are read by the next one."""
READ_AGAIN_AFTER = timedelta(days=1)
"""Though no number changed: one comment may have come and another gone."""
MOST_COMMENTS = 150
"""That the network tells of one photo. Of longer lists the oldest are missing."""

Read: TypeAlias = "list[tuple[Media, tuple[Comment, ...]]]"


@dataclass(frozen=True, kw_only=True, slots=True)
class Comments:
    """Looks at the owner's newest photos, and reads the comments of those that have more or fewer than before."""

    account: AccountKey
    network: Network
    database: Database
    clock: Clock

    async def look(self, source: StoredSource) -> Look:
        """Find what is new and what is gone, and keep it.

        The first look only counts: a comment that is older is told from a new one by its time.
        """
        now = self.clock()
        async with self.database.read() as session:
            me = await accounts.owner(session, self.account)
            before = await ownphotos.known(session, self.account)
        photos = (await self.network.user_media(me, count=PAGE_SIZE)).items
        baseline = source.baseline_at
        read = [] if baseline is None else await self._read(worth_reading(photos, before, now))
        unread = photos if baseline is None else [one for one in photos if one.id not in before and not _count(one)]
        async with self.database.write() as session:
            news = await self._news(session, read, me, baseline or now, now)
            await events.add(session, self.account, news)
            await self._close_gone(session, read, now)
            for photo in (*unread, *(photo for photo, _ in read)):
                await ownphotos.put(session, self.account, photo.id, OwnPhoto(comments=_count(photo), read_at=now))
            await sources.looked(session, source.id, now)
        counted = sum(max(0, _count(photo)) for photo in photos)
        return Look(
            news=len(news),
            baseline=counted if baseline is None else None,
            calls=1 + len(read),
            came=tuple(event.comment.created_at for event in news),
            page=(now,),
        )

    async def _read(self, photos: Sequence[Media]) -> Read:
        """The comments under these photos, as far as calls can be spared. What is refused reads as before."""
        read: Read = []
        for photo in photos[:MOST_READ]:
            budget = self.network.budget
            if read and budget.remaining <= budget.limit * KEPT_FREE:
                break
            try:
                read.append((photo, await self.network.comments(photo.id)))
            except RefusedError:
                continue
            except RetryableError:
                if not read:
                    raise
                break
        return read

    async def _news(
        self, session: AsyncSession, read: Read, me: UserId, baseline_at: datetime, now: datetime
    ) -> list[NewComment]:
        """The comments by others that nobody has seen, oldest first."""
        since = baseline_at.replace(microsecond=0)  # the network tells whole seconds only
        found = [
            NewComment(comment=comment, media=photo, first_seen_at=now)
            for photo, comments in read
            for comment in comments
            if comment.author.id != me and comment.created_at >= since
        ]
        new = await seen.remember(session, self.account, (event.key for event in found), now)
        return sorted((event for event in found if event.key in new), key=lambda event: event.comment.created_at)

    async def _close_gone(self, session: AsyncSession, read: Read, now: datetime) -> None:
        """Nothing is left to answer or delete where a comment is gone."""
        under = {photo.id: comments for photo, comments in read}
        waiting = await actions.in_state(session, self.account, replanning.NOT_BEGUN)
        about = sorted({action.event for action in waiting if action.event.startswith("comment:")})
        gone = Move(state=ActionState.SUPPRESSED, reason=Reason.GONE, note="The comment is no longer there.")
        for case in await cases.of_events(session, self.account, about):
            if isinstance(case.event, NewComment) and _is_gone(case.event, under):
                await replanning.withdraw(session, self.account, case.event.key, gone, now)


def worth_reading(photos: Iterable[Media], before: Mapping[MediaId, OwnPhoto], now: datetime) -> list[Media]:
    """The photos whose comments may be others by now: first where their number changed, then the longest unread."""
    changed = [one for one in photos if _has_changed(one, before.get(one.id))]
    unchanged = [one for one in photos if one.id in before and one not in changed and _count(one)]
    stale = [one for one in unchanged if before[one.id].read_at <= now - READ_AGAIN_AFTER]
    return changed + sorted(stale, key=lambda one: before[one.id].read_at)


def _has_changed(photo: Media, before: OwnPhoto | None) -> bool:
    return _count(photo) != 0 if before is None else _count(photo) != before.comments


def _count(photo: Media) -> int:
    return UNCOUNTED if isinstance(photo.comments, Unknown) else photo.comments


def _is_gone(event: NewComment, under: Mapping[MediaId, tuple[Comment, ...]]) -> bool:
    comments = under.get(event.media.id)
    if comments is None or event.comment.id in {one.id for one in comments}:
        return False
    return len(comments) < MOST_COMMENTS or event.comment.created_at > comments[0].created_at
