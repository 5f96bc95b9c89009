"""Brings back what was there before anybody watched: only when a person asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import ConfigError, RetryableError
from domain.events import FollowRequest, NewComment, NewMedia
from domain.plans import Mode
from domain.sources import SourceKind
from polling import lists
from polling.enriching import KEPT_FREE
from polling.names import Names
from rules.triggers import NAMED
from storage import accounts, events, seen, sources

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from domain.clock import Clock
    from domain.events import Event
    from domain.ids import AccountKey, UserId
    from domain.media import Media
    from domain.sources import Source
    from networks.port import Network
    from storage.database import Database
    from storage.sources import StoredSource

MOST_PAGES = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Past:
    """What is wanted back."""

    source: Source
    since: datetime
    """Of photos and comments: when they were posted. Of requests: when they were first seen."""
    most: int
    """So many events, the newest."""
    mode: Mode = Mode.WATCH
    """How far rules may go about them, whatever they say themselves. All limits hold, `max_age` among them."""
    auto_confirmed: bool = False
    """Whether a person said once more that `auto` is meant."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """What came of it."""

    new: int
    """Events that the rules judge now."""
    known: int
    """Events that were there already and stay as they are."""
    complete: bool
    """Whether all that was wanted has been read; else the list was too long, or calls were kept for the chat."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Backfilling:
    """Reads the past of lists for one account."""

    account: AccountKey
    network: Network
    database: Database
    clock: Clock

    async def bring(self, past: Past) -> Brought:
        """Keep old items as events under a ceiling; the rules judge them like any other.

        Raises:
            ConfigError: `auto` without the second word, or a username that nobody has.
            RetryableError, RefusedError, BlockedError: as for every call.
        """
        if past.mode is Mode.AUTO and not past.auto_confirmed:
            raise ConfigError("rules would act on old items by themselves; say so once more with --yes-auto, or ask")
        # One moment for all: what it plans together is one burst.
        now = self.clock()
        source = await self._by_id(past.source)
        async with self.database.read() as session:
            me = await accounts.owner(session, self.account)
        match source.kind:
            case SourceKind.REQUESTS:
                found, complete = await self._requests(past), True
            case SourceKind.COMMENTS:
                found, complete = await self._comments(past, me, now)
            case _:
                found, complete = await self._photos(source, past, me, now)
        wanted = list({event.key: event for event in found}.values())[: past.most]
        return await self._keep(source, wanted, past.mode, complete=complete or len(wanted) == past.most)

    async def _by_id(self, source: Source) -> Source:
        census = await Names(self.network).look_up([source])
        if census.delay is not None:
            raise RetryableError("The network cannot say just now whom that name means.", delay=census.delay)
        if source not in census.known:
            raise ConfigError(f"nobody has the username {source.value.removeprefix(NAMED)}; check how it is written")
        return census.known[source]

    async def _photos(self, source: Source, past: Past, me: UserId, now: datetime) -> tuple[list[Event], bool]:
        """Page by page, until one holds nothing that is young enough."""
        async with self.database.read() as session:
            watched = await sources.active(session, self.account)
        found: list[Event] = []
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            page = await lists.page(self.network, source, cursor, me)
            young = [media for media in page.items if media.created_at >= past.since]
            found += [
                NewMedia(media=media, sources=frozenset({source}), first_seen_at=now)
                for media in young
                if not any(_will_bring(known, media, me) for known in watched)
            ]
            cursor = page.older
            if cursor is None or not young:
                return found, True
            if len(found) >= past.most or self._is_short_of_calls():
                break
        return found, False

    async def _requests(self, past: Past) -> list[Event]:
        """Those who wait since before. Who came after the last look is found by the next one."""
        people = await self.network.requested_by()
        async with self.database.read() as session:
            since = await seen.waiting(session, self.account)
        return [
            FollowRequest(requester=person, first_seen_at=since[person.id])
            for person in people
            if person.id in since and since[person.id] >= past.since
        ]

    async def _comments(self, past: Past, me: UserId, now: datetime) -> tuple[list[Event], bool]:
        """Those by others under the owner's newest photos, photo by photo."""
        found: list[Event] = []
        photos = (await self.network.user_media(me, count=lists.PAGE_SIZE)).items
        for photo in photos:
            if len(found) >= past.most or self._is_short_of_calls():
                return found, False
            comments = () if photo.comments == 0 else await self.network.comments(photo.id)
            found += [
                NewComment(comment=comment, media=photo, first_seen_at=now)
                for comment in reversed(comments)
                if comment.author.id != me and comment.created_at >= past.since
            ]
        return found, True

    def _is_short_of_calls(self) -> bool:
        budget = self.network.budget
        return budget.remaining <= budget.limit * KEPT_FREE

    async def _keep(self, source: Source, wanted: Sequence[Event], mode: Mode, *, complete: bool) -> Brought:
        """Keep the events, and remember them so that no look takes them for news."""
        now = self.clock()
        async with self.database.write() as session:
            new = await events.add(session, self.account, wanted[::-1], ceiling=mode)
            items = [item for event in wanted for item in _remembered(source, event)]
            await seen.remember(session, self.account, items, now)
        return Brought(new=new, known=len(wanted) - new, complete=complete)


def _will_bring(known: StoredSource, media: Media, me: UserId) -> bool:
    """Whether the next look at a list brings a photo as news: under no ceiling, so it is not taken from it."""
    since = known.last_looked_at
    return since is not None and media.created_at > since and bool(lists.standing_in(media, [known], me))


def _remembered(source: Source, event: Event) -> tuple[str, ...]:
    match event:
        case NewMedia(media=media):
            return media.id, lists.item(source, media.id)
        case NewComment():
            return (event.key,)
        case FollowRequest():
            return ()
