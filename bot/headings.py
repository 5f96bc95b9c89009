"""What stands above a list of photos."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import pages
from bot.language import say, several
from bot.phrasing import amount
from bot.queries import MOST, ListKind
from bot.screens.surroundings import reach
from domain.errors import RefusedError, RetryableError
from domain.ids import LocationId, UserId
from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.connections import Connections
    from bot.queries import Query
    from bot.spans import Span
    from domain.media import Media

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """What a list is called, and what the network tells of it beside its photos."""

    title: str
    note: str = ""
    """1.2 M posts, or how far back."""


async def heading(connections: Connections, query: Query, photos: Sequence[Media]) -> Heading:
    """The heading of a list that begins with these photos.

    Raises RefusedError for an unknown place or person, and what else the network raises.
    """
    asked: dict[ListKind, Callable[[], Awaitable[Heading]]] = {
        ListKind.TAG: lambda: _of_tag(connections, query.value),
        ListKind.USER: lambda: _of_person(connections, query, photos),
        ListKind.PLACE: lambda: _of_place(connections, query),
        ListKind.NEAR: lambda: _around(connections, query),
    }
    return await asked[query.kind]() if query.kind in asked else plain(query)


def plain(query: Query) -> Heading:
    """The heading of a list of which nothing need be asked."""
    deprecated = say("deprecated by the network")
    return {
        ListKind.FEED: Heading(title=say("📰 Your feed"), note=deprecated),
        ListKind.POPULAR: Heading(title=say("🔥 Popular now"), note=deprecated),
        ListKind.LIKED: Heading(title=say("❤️ Photos that you like")),
        ListKind.AREA: Heading(title=say("🌐 Area {}", query.value), note=deprecated),
    }.get(query.kind, Heading(title=say("🖼 Photo")))


async def _of_tag(connections: Connections, tag: str) -> Heading:
    try:
        count = (await connections.network.tag(tag)).media_count
    except RefusedError:
        return Heading(title=f"#{tag}")
    posts = "" if count is UNKNOWN else several("{} post", "{} posts", count, amount(count))
    return Heading(title=f"#{tag}", note=posts)


async def _of_person(connections: Connections, query: Query, photos: Sequence[Media]) -> Heading:
    note = _when(connections, query.span)
    if query.value == connections.me:
        return Heading(title=say("🖼 Your photos"), note=note)
    user = UserId(query.value)
    author = photos[0].author if photos else (await connections.network.user(user)).person
    return Heading(title=say("Photos of @{}", author.username), note=note)


async def _of_place(connections: Connections, query: Query) -> Heading:
    place = await connections.network.location(LocationId(query.value))
    return Heading(title=f"📍 {place.name or query.value}", note=_when(connections, query.span))


async def _around(connections: Connections, query: Query) -> Heading:
    looked = pages.where(query)
    title = say("📍 Around {} ({})", looked.point, reach(looked))
    try:
        places = await connections.network.search_locations(looked.circle, count=MOST)
    except (RefusedError, RetryableError) as error:
        logger.info("Photos around a point are shown without the number of places: %s", error)
        return Heading(title=title)
    return Heading(title=title, note=several("{} place", "{} places", len(places), len(places)))


def _when(connections: Connections, span: Span | None) -> str:
    if span is None:
        return ""
    present = connections.present()
    first, last = (None if end is None else present.day(end) for end in (span.earliest, span.latest))
    if first is None:
        return say("until {}", last)
    if last is None:
        return say("since {}", first)
    return first if first == last else f"{first} – {last}"  # noqa: RUF001 - a range
