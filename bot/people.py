"""Finding people, and what is known about them."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.screens import ties
from bot.screens.people import profile as profile_screen
from bot.screens.proposals import deciding
from domain.errors import RefusedError, RetryableError
from domain.events import FollowRequest
from domain.people import Incoming
from storage import profiles, seen

if TYPE_CHECKING:
    from datetime import datetime

    from bot.connections import Connections
    from bot.screen import Screen
    from domain.ids import EventKey, UserId
    from domain.people import Person, Profile, Relationship

logger = logging.getLogger(__name__)

_PROFILE_KEPT_FOR = timedelta(hours=24)
_OFFERED = 6


async def page(connections: Connections, user_id: UserId) -> Screen:
    """Somebody's page with how they stand to the owner.

    Raises RefusedError for an unknown id, and what the network raises.
    """
    return await shown(connections, await fetched(connections, user_id))


async def shown(connections: Connections, profile: Profile, *, undo: bool = False) -> Screen:
    """The page of a profile that is known; `undo` as for its buttons."""
    person = profile.person
    if person.id == connections.me:
        return profile_screen(profile, None, ties.leading_on(profile, None))
    relationship = await relationship_of(connections, person.id)
    request = await waiting_request(connections, person, relationship)
    return profile_screen(
        profile,
        relationship,
        deciding(request) if request else (),
        ties.tying(person, relationship, request, undo=undo),
        ties.leading_on(profile, relationship),
    )


async def waiting_request(
    connections: Connections, person: Person, relationship: Relationship | None
) -> EventKey | None:
    """The request of somebody who asks to follow the owner now; None when they do not."""
    if relationship is None or relationship.incoming is not Incoming.REQUESTED_BY:
        return None
    return (await request_of(connections, person)).key


async def named(connections: Connections, name: str) -> tuple[Person | None, tuple[Person, ...]]:
    """The person with exactly this name, and a few with one like it."""
    found = await connections.network.search_users(name)
    exact = next((person for person in found if person.username.lower() == name.lower()), None)
    return exact, found[:_OFFERED]


async def request_of(connections: Connections, person: Person) -> FollowRequest:
    """Somebody's request under the key that everything else knows it by: since when we know of it."""
    return (await requests_of(connections, (person,)))[0]


async def requests_of(connections: Connections, people: tuple[Person, ...]) -> tuple[FollowRequest, ...]:
    """The same for several; somebody whom no look has brought yet is known since now."""
    now = connections.clock()
    async with connections.database.read() as session:
        since = await seen.waiting(session, connections.account)
    return tuple(FollowRequest(requester=who, first_seen_at=since.get(who.id, now)) for who in people)


async def known_profile(connections: Connections, user_id: UserId) -> Profile | None:
    """Somebody's profile, if it was fetched lately."""
    not_before: datetime = connections.clock() - _PROFILE_KEPT_FOR
    async with connections.database.read() as session:
        return await profiles.fresh(session, connections.account, user_id, not_before)


async def profile_of(connections: Connections, user_id: UserId) -> Profile:
    """Somebody's profile, fetched unless it was lately.

    Raises RefusedError for an unknown id, and what the network raises.
    """
    return await known_profile(connections, user_id) or await fetched(connections, user_id)


async def fetched(connections: Connections, user_id: UserId) -> Profile:
    """Somebody's profile as it is now; it is kept. Raises as above."""
    profile = await connections.network.user(user_id)
    async with connections.database.write() as session:
        await profiles.put(session, connections.account, profile, connections.clock())
    return profile


async def relationship_of(connections: Connections, user_id: UserId) -> Relationship | None:
    """How somebody stands to the owner now; None when the network does not say."""
    try:
        return await connections.network.relationship(user_id)
    except (RefusedError, RetryableError) as error:
        logger.info("A page is shown without the relationship: %s", error, extra={"user_id": user_id})
        return None
