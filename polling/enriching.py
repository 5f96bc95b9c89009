"""Fetches the facts that cost a call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar, assert_never

from domain.errors import RefusedError, RetryableError
from domain.events import FollowRequest, NewComment, NewMedia
from domain.facts import Need
from domain.unknown import UNKNOWN
from storage import profiles

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from domain.clock import Clock
    from domain.events import Event
    from domain.facts import Facts
    from domain.ids import AccountKey, UserId
    from domain.people import Profile
    from domain.unknown import Maybe
    from networks.port import Network
    from storage.database import Database

T = TypeVar("T")

PROFILE_AGE = timedelta(hours=24)
"""A profile older than this is asked for again."""
KEPT_FREE = 0.2
"""Of an hour's calls: the chat must be able to answer."""
WAIT_FOR_CALLS = 200.0
"""Seconds. Three such waits are about as long as an event may wait for its facts."""


def person_behind(event: Event) -> UserId:
    """Whom the facts are about: the author, who asks to follow, or who commented."""
    match event:
        case NewMedia(media=media):
            return media.author.id
        case FollowRequest(requester=requester):
            return requester.id
        case NewComment(comment=comment):
            return comment.author.id
    assert_never(event)


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

    async def load(self, facts: Facts, need: Need, person: UserId) -> Facts:
        """The facts with one more; UNKNOWN where the network refuses to tell.

        Raises:
            RetryableError: nobody could be asked, or what is left of this hour's calls is kept for the chat.
            BlockedError: the account may not ask.
        """
        match need:
            case Need.PROFILE:
                return replace(facts, profile=await self._profile(person))
            case Need.RELATIONSHIP:
                self._spare()
                return replace(facts, relationship=await _told(self.network.relationship(person)))
            case Need.MEDIA | Need.COMMENTS:
                return without(facts, need)
        assert_never(need)

    async def _profile(self, person: UserId) -> Maybe[Profile]:
        now = self.clock()
        async with self.database.read() as session:
            kept = await profiles.fresh(session, self.account, person, now - PROFILE_AGE)
        if kept is not None:
            return kept
        self._spare()
        profile = await _told(self.network.user(person))
        if profile is not UNKNOWN:
            async with self.database.write() as session:
                await profiles.put(session, self.account, profile, now)
        return profile

    def _spare(self) -> None:
        budget = self.network.budget
        if budget.remaining <= budget.limit * KEPT_FREE:
            raise RetryableError(
                "What is left of this hour's calls is kept for the chat.", delay=max(budget.delay, WAIT_FOR_CALLS)
            )


async def _told(answer: Awaitable[T]) -> Maybe[T]:
    try:
        return await answer
    except RefusedError:
        return UNKNOWN
