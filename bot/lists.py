"""Lists that are paged in one message: what was fetched, and where older items follow, kept behind a token."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.buttons import Press, Verb
from bot.phrasing import counted
from bot.screens.photos import Spot, card
from domain.errors import RefusedError
from domain.ids import LocationId, UserId
from domain.unknown import UNKNOWN
from storage import codec, views

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.connections import Connections
    from bot.screen import Screen
    from domain.ids import ChatId
    from domain.media import Media, Page, Place

KEPT_FOR = timedelta(days=7)


class ListKind(StrEnum):
    """What a list is of; the word stands in buttons."""

    TAG = "tag"
    USER = "user"
    PLACE = "at"


@dataclass(frozen=True, kw_only=True, slots=True)
class PhotoList:
    """Photos as they were fetched, newest first."""

    kind: ListKind
    value: str
    """The tag, or the id of the person or place."""
    title: str
    note: str
    items: tuple[Media, ...]
    older: str | None
    """Where older photos follow; None at the end."""

    @property
    def fresh(self) -> Press:
        """The button that fetches the list anew."""
        return Press(verb=Verb.FRESH, id=self.kind, arg=self.value)


async def fetch(connections: Connections, kind: ListKind, value: str) -> PhotoList:
    """The newest photos. An unknown tag is an empty list, as a tag is nothing but its photos.

    Raises RefusedError for an unknown place or person, or a private one, and what else the network raises.
    """
    if kind is ListKind.PLACE:
        return await at_place(connections, await connections.network.location(LocationId(value)), value)
    page = await _page(connections, kind, value, cursor=None)
    if kind is ListKind.TAG:
        title, note = f"#{value}", await _posts_with(connections, value)
    else:
        title, note = f"Photos of @{page.items[0].author.username}" if page.items else "this page", ""
    return PhotoList(kind=kind, value=value, title=title, note=note, items=page.items, older=page.older)


async def at_place(connections: Connections, place: Place, value: str) -> PhotoList:
    """The newest photos from a place that is known already."""
    page = await _page(connections, ListKind.PLACE, value, cursor=None)
    title = f"📍 {place.name or value}"
    return PhotoList(kind=ListKind.PLACE, value=value, title=title, note="", items=page.items, older=page.older)


async def _posts_with(connections: Connections, tag: str) -> str:
    try:
        count = (await connections.network.tag(tag)).media_count
    except RefusedError:
        return ""
    return "" if count is UNKNOWN else counted(count, "post")


async def opened(connections: Connections, chat: ChatId, photos: PhotoList) -> Screen:
    """The first photo of a list that is not empty; the list is kept for the chat."""
    token = await keep(connections, chat, _to_json(photos))
    return shown(connections, photos, token, 0)


async def keep(connections: Connections, chat: ChatId, payload: Mapping[str, Any]) -> str:
    """Keep what stands behind a button for a week."""
    now = connections.clock()
    async with connections.database.write() as session:
        await views.prune(session, now)
        return await views.put(session, chat, payload, now + KEPT_FOR)


async def kept(connections: Connections, chat: ChatId, token: str) -> PhotoList | None:
    """The list behind a token; None when it expired or was never this chat's."""
    async with connections.database.read() as session:
        payload = await views.get(session, token, chat, connections.clock())
    return _from_json(payload) if payload is not None and "photos" in payload else None


async def reaching(connections: Connections, token: str, photos: PhotoList, n: int) -> PhotoList:
    """The list with its next older page, if position `n` lies beyond its end."""
    if n < len(photos.items) or photos.older is None:
        return photos
    page = await _page(connections, photos.kind, photos.value, cursor=photos.older)
    known = {media.id for media in photos.items}
    new = tuple(media for media in page.items if media.id not in known)
    longer = replace(photos, items=photos.items + new, older=page.older)
    await change(connections, token, longer)
    return longer


async def change(connections: Connections, token: str, photos: PhotoList) -> None:
    """Keep a list as it is now under its old token."""
    async with connections.database.write() as session:
        await views.change(session, token, _to_json(photos))


def shown(connections: Connections, photos: PhotoList, token: str, n: int) -> Screen:
    """One photo of a list."""
    spot = Spot(
        title=photos.title,
        note=photos.note,
        token=token,
        n=n,
        count=len(photos.items),
        more=photos.older is not None,
        fresh=photos.fresh,
    )
    return card(photos.items[n], spot, connections.present())


async def _page(connections: Connections, kind: ListKind, value: str, *, cursor: str | None) -> Page[Media]:
    network = connections.network
    if kind is ListKind.TAG:
        return await network.tag_media(value, cursor=cursor)
    if kind is ListKind.USER:
        return await network.user_media(UserId(value), cursor=cursor)
    return await network.location_media(LocationId(value), cursor=cursor)


def _to_json(photos: PhotoList) -> dict[str, Any]:
    return {
        "kind": photos.kind,
        "value": photos.value,
        "title": photos.title,
        "note": photos.note,
        "photos": codec.encode(photos.items),
        "older": photos.older,
    }


def _from_json(payload: Mapping[str, Any]) -> PhotoList:
    return PhotoList(
        kind=ListKind(payload["kind"]),
        value=payload["value"],
        title=payload["title"],
        note=payload["note"],
        items=tuple(map(codec.media_from_json, payload["photos"])),
        older=payload["older"],
    )
