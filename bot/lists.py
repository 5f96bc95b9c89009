"""Lists that are paged in one message: what was fetched, and where older items follow, kept behind a token."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot import headings, pages, queries
from bot.buttons import Press, Verb
from storage import codec, views

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.connections import Connections
    from bot.queries import Query
    from domain.ids import ChatId
    from domain.media import Media

KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class PhotoList:
    """Photos as they were fetched, in the network's order."""

    query: Query
    title: str
    note: str
    items: tuple[Media, ...]
    older: str | None
    """Where older photos follow; None at the end."""

    @property
    def fresh(self) -> Press:
        """The button that fetches the list anew."""
        return fresh(self.query)

    def changed(self, n: int, media: Media) -> PhotoList:
        """The list with another photo, or the same one otherwise, at a position."""
        return replace(self, items=(*self.items[:n], media, *self.items[n + 1 :]))


def fresh(query: Query) -> Press:
    """The button that shows a list in place of what its message shows."""
    return Press(verb=Verb.FRESH, id=query.kind, arg=query.key)


async def fetch(connections: Connections, query: Query) -> PhotoList:
    """The newest photos. An unknown tag is an empty list, as a tag is nothing but its photos.

    Raises RefusedError for an unknown place, person or area, or a private one, and what else the network raises.
    """
    first = await pages.page(connections, query, None)
    head = await headings.heading(connections, query, first.items)
    return PhotoList(query=query, title=head.title, note=head.note, items=first.items, older=first.older)


async def keep(connections: Connections, chat: ChatId, payload: Mapping[str, Any]) -> str:
    """Keep what stands behind a button for a week."""
    now = connections.clock()
    async with connections.database.write() as session:
        await views.prune(session, now)
        return await views.put(session, chat, payload, now + KEPT_FOR)


async def keep_photos(connections: Connections, chat: ChatId, photos: PhotoList) -> str:
    """The token of a list, kept for the chat."""
    return await keep(connections, chat, _to_json(photos))


async def kept(connections: Connections, chat: ChatId, token: str) -> PhotoList | None:
    """The list behind a token; None when it expired or was never this chat's."""
    async with connections.database.read() as session:
        payload = await views.get(session, token, chat, connections.clock())
    return _from_json(payload) if payload is not None and "photos" in payload else None


async def reaching(connections: Connections, token: str, photos: PhotoList, n: int) -> PhotoList:
    """The list with its next older page, if position `n` lies beyond its end."""
    if n < len(photos.items) or photos.older is None:
        return photos
    page = await pages.page(connections, photos.query, photos.older)
    known = {media.id for media in photos.items}
    new = tuple(media for media in page.items if media.id not in known)
    longer = replace(photos, items=photos.items + new, older=page.older)
    await change(connections, token, longer)
    return longer


async def change(connections: Connections, token: str, photos: PhotoList) -> None:
    """Keep a list as it is now under its old token."""
    async with connections.database.write() as session:
        await views.change(session, token, _to_json(photos))


def _to_json(photos: PhotoList) -> dict[str, Any]:
    return {
        "kind": photos.query.kind,
        "value": photos.query.key,
        "title": photos.title,
        "note": photos.note,
        "photos": codec.encode(photos.items),
        "older": photos.older,
    }


def _from_json(payload: Mapping[str, Any]) -> PhotoList | None:
    query = queries.from_key(payload["kind"], payload["value"])
    if query is None:
        return None
    return PhotoList(
        query=query,
        title=payload["title"],
        note=payload["note"],
        items=tuple(map(codec.media_from_json, payload["photos"])),
        older=payload["older"],
    )
