"""Lists of people that are paged in one message: what was fetched, and where more follow, kept behind a token."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot import lists, people
from bot.buttons import Press, Verb
from bot.screens import crowds as screens
from domain.ids import MediaId, UserId
from domain.media import Page
from storage import codec, views

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.connections import Connections
    from bot.screen import Screen
    from domain.ids import ChatId
    from domain.people import Person

MOST = 50
"""As many as a search gives at the most."""


class CrowdKind(StrEnum):
    """What people are; the word stands in buttons."""

    FOLLOWERS = "followers"
    FOLLOWING = "following"
    LIKERS = "likers"
    FOUND = "find"


@dataclass(frozen=True, kw_only=True, slots=True)
class Crowd:
    """People as they were fetched, in the network's order."""

    kind: CrowdKind
    value: str
    """Whose followers, which photo, or what was searched."""
    whose: str
    """The same as people read it: a name without `@`, or the words."""
    people: tuple[Person, ...]
    older: str | None
    """Where more follow; None at the end."""

    @property
    def fresh(self) -> Press:
        """The button that fetches the list anew in the same message."""
        return Press(verb=Verb.REWHO, id=self.kind, arg=self.value)


async def fetch(connections: Connections, kind: CrowdKind, value: str, *, count: int | None = None) -> Crowd:
    """The first of them. Raises RefusedError for an unknown or private person or photo, and what else there is."""
    page = await _page(connections, kind, value, count=count)
    whose = await _whose(connections, kind, value)
    return Crowd(kind=kind, value=value, whose=whose, people=page.items, older=page.older)


async def opened(connections: Connections, chat: ChatId, crowd: Crowd) -> Screen:
    """The first page; the list is kept for the chat. Without anybody, what is nearest."""
    if not crowd.people:
        return screens.nobody(crowd, await _alike(connections, crowd))
    token = await lists.keep(connections, chat, _to_json(crowd))
    return screens.listed(crowd, token, 0)


async def kept(connections: Connections, chat: ChatId, token: str) -> Crowd | None:
    """The list behind a token; None when it expired or was never this chat's."""
    async with connections.database.read() as session:
        payload = await views.get(session, token, chat, connections.clock())
    return _from_json(payload) if payload is not None and "crowd" in payload else None


async def reaching(connections: Connections, token: str, crowd: Crowd, page: int) -> Crowd:
    """The list with its next page of the network's, if a page lies beyond its end."""
    if page < screens.pages(len(crowd.people)) or crowd.older is None:
        return crowd
    more = await _page(connections, crowd.kind, crowd.value, cursor=crowd.older)
    known = {person.id for person in crowd.people}
    new = tuple(person for person in more.items if person.id not in known)
    longer = replace(crowd, people=crowd.people + new, older=more.older)
    async with connections.database.write() as session:
        await views.change(session, token, _to_json(longer))
    return longer


async def _page(
    connections: Connections, kind: CrowdKind, value: str, *, cursor: str | None = None, count: int | None = None
) -> Page[Person]:
    network = connections.network
    match kind:
        case CrowdKind.FOLLOWERS:
            return await network.followed_by(UserId(value), cursor=cursor)
        case CrowdKind.FOLLOWING:
            return await network.follows(UserId(value), cursor=cursor)
        case CrowdKind.LIKERS:
            return Page(items=await network.likes(MediaId(value)), older=None)
        case CrowdKind.FOUND:
            return Page(items=await network.search_users(value, count=count), older=None)


async def _whose(connections: Connections, kind: CrowdKind, value: str) -> str:
    match kind:
        case CrowdKind.FOLLOWERS | CrowdKind.FOLLOWING:
            return (await people.profile_of(connections, UserId(value))).person.username
        case CrowdKind.LIKERS:
            return (await connections.network.media(MediaId(value))).author.username
        case CrowdKind.FOUND:
            return value


async def _alike(connections: Connections, crowd: Crowd) -> tuple[Person, ...]:
    """People whose name begins like what was searched in vain."""
    beginning = crowd.value[: len(crowd.value) // 2 + 1]
    if crowd.kind is not CrowdKind.FOUND or beginning == crowd.value:
        return ()
    return (await connections.network.search_users(beginning))[: screens.OFFERED]


def _to_json(crowd: Crowd) -> dict[str, Any]:
    return {
        "crowd": crowd.kind,
        "value": crowd.value,
        "whose": crowd.whose,
        "people": codec.encode(crowd.people),
        "older": crowd.older,
    }


def _from_json(payload: Mapping[str, Any]) -> Crowd:
    return Crowd(
        kind=CrowdKind(payload["crowd"]),
        value=payload["value"],
        whose=payload["whose"],
        people=tuple(map(codec.person_from_json, payload["people"])),
        older=payload["older"],
    )
