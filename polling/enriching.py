"""Fetches the facts that cost a call."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar, assert_never

from domain.errors import RefusedError, RetryableError
from domain.events import FollowRequest
from domain.facts import Need
from domain.unknown import UNKNOWN, Unknown
from polling.sharing import Share
from storage import profiles, ties

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from domain.clock import Clock
    from domain.events import Event
    from domain.facts import Facts
    from domain.ids import AccountKey, MediaId, UserId
    from domain.media import Comment, Media
    from domain.people import Profile, Relationship
    from domain.unknown import Maybe
    from networks.port import Network
    from storage.database import Database

T = TypeVar("T")

ANSWER_AGE = timedelta(hours=24)
"""What was said about somebody is asked again when it is older."""
TIE_AGE_FOR_DECISIONS = timedelta(minutes=10)
"""How somebody stands to the owner is asked again earlier when they ask to follow: an approval cannot be taken back,
so it rests on how things are now. A like for somebody who was unfollowed this morning harms nobody."""
PART = 0.2
"""Of an hour's calls: the lists and the chat need the others."""
KEPT_FREE = 0.2
"""Of an hour's calls, whoever made them: the chat must be able to answer."""
WAIT_FOR_CALLS = 200.0
"""Seconds. Three such waits are about as long as an event may wait for its facts."""


def without(facts: Facts, need: Need) -> Facts:
    """The facts after nobody could tell this one."""
    match need:
        case Need.PROFILE:
            return replace(facts, profile=UNKNOWN)
        case Need.RELATIONSHIP:
            return replace(facts, relationship=UNKNOWN)
        case Need.MEDIA:
            return replace(facts, media=UNKNOWN)
        case Need.COMMENTS:
            return replace(facts, comments=UNKNOWN)
    assert_never(need)


@dataclass(frozen=True, kw_only=True, slots=True)
class Enriching:
    """Asks the network, sparingly."""

    account: AccountKey
    network: Network
    database: Database
    clock: Clock
    share: Share = field(default_factory=lambda: Share(PART))

    async def load(self, facts: Facts, need: Need, event: Event) -> Facts:
        """The facts with one more; UNKNOWN where the network refuses to tell.

        Raises:
            RetryableError: nobody could be asked, or what is left of this hour's calls is for others.
            BlockedError: the account may not ask.
        """
        match need:
            case Need.PROFILE:
                return replace(facts, profile=await self._profile(event.person.id))
            case Need.RELATIONSHIP:
                age = TIE_AGE_FOR_DECISIONS if isinstance(event, FollowRequest) else ANSWER_AGE
                return replace(facts, relationship=await self._tie(event.person.id, age))
            case Need.MEDIA:
                return replace(facts, media=await self._media(event))
            case Need.COMMENTS:
                return replace(facts, comments=await self._comments(event))
        assert_never(need)

    async def photo(self, media_id: MediaId) -> Media:
        """A photo as it is now.

        Raises:
            RefusedError: it is not shown, or gone.
            RetryableError, BlockedError: as above.
        """
        self._spend()
        return await self.network.media(media_id)

    async def _profile(self, person: UserId) -> Maybe[Profile]:
        now = self.clock()
        async with self.database.read() as session:
            kept = await profiles.answer(session, self.account, person, now - ANSWER_AGE)
        if kept is not None:
            return kept
        self._spend()
        profile = await _told(self.network.user(person))
        async with self.database.write() as session:
            if isinstance(profile, Unknown):
                await profiles.put_refusal(session, self.account, person, now)
            else:
                await profiles.put(session, self.account, profile, now)
        return profile

    async def _tie(self, person: UserId, age: timedelta) -> Relationship:
        now = self.clock()
        async with self.database.read() as session:
            kept = await ties.fresh(session, self.account, person, now - age)
        if kept is not None:
            return kept
        self._spend()
        told = await _told(self.network.relationship(person))
        tie = ties.UNTOLD if isinstance(told, Unknown) else told
        async with self.database.write() as session:
            await ties.put(session, self.account, person, tie, now)
        return tie

    async def _media(self, event: Event) -> Maybe[Media]:
        return UNKNOWN if isinstance(event, FollowRequest) else await _told(self.photo(event.media.id))

    async def _comments(self, event: Event) -> Maybe[tuple[Comment, ...]]:
        if isinstance(event, FollowRequest):
            return UNKNOWN
        self._spend()
        return await _told(self.network.comments(event.media.id))

    def _spend(self) -> None:
        budget, now = self.network.budget, self.clock()
        wait = self.share.wait(budget.limit, now)
        if wait or budget.remaining <= budget.limit * KEPT_FREE:
            raise RetryableError(
                "What is left of this hour's calls is for the lists and the chat.",
                delay=max(budget.delay, wait, WAIT_FOR_CALLS),
            )
        self.share.take(now)


async def _told(answer: Awaitable[T]) -> Maybe[T]:
    try:
        return await answer
    except RefusedError:
        return UNKNOWN
