"""Lists of photos as they are shown: a card or a grid, or what is nearest to a list without photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import headings, lists, nothing, pages
from bot.lists import PhotoList
from bot.queries import ListKind, Query
from bot.screens import grids, surroundings
from bot.screens import photos as screens
from bot.screens.photos import Spot
from bot.screens.proposals import explaining
from domain.ids import EventKey
from storage import events

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Shown
    from bot.connections import Connections
    from bot.screen import Row, Screen
    from domain.ids import ChatId
    from domain.media import Media


OWN = "self"
"""What stands in a query of the owner's own lists."""


async def answer(connections: Connections, chat: ChatId, query: Query) -> Sequence[Shown]:
    """The list, fetched now, in messages of its own.

    Raises RefusedError for an unknown place, person or area, or a private one, and what else the network raises.
    """
    photos = await lists.fetch(connections, query)
    if not photos.items:
        return (await nothing.found(connections, photos),)
    return await opened(connections, chat, photos)


async def opened(connections: Connections, chat: ChatId, photos: PhotoList) -> Sequence[Shown]:
    """A list that is not empty, kept for the chat, as the chat likes to see lists."""
    token = await lists.keep_photos(connections, chat, photos)
    return (at(connections, photos, token, 0),)


async def single(connections: Connections, chat: ChatId, media: Media) -> Screen:
    """A photo that is known already, on its own."""
    query = Query(kind=ListKind.PHOTO, value=media.id)
    head = headings.plain(query)
    photos = PhotoList(query=query, title=head.title, note=head.note, items=(media,), older=None)
    return at(connections, photos, await lists.keep_photos(connections, chat, photos), 0)


async def in_place(connections: Connections, chat: ChatId, query: Query) -> Screen:
    """The list, fetched now, as one message that can take the place of another."""
    photos = await lists.fetch(connections, query)
    if not photos.items:
        return await nothing.found(connections, photos)
    return at(connections, photos, await lists.keep_photos(connections, chat, photos), 0)


def at(connections: Connections, photos: PhotoList, token: str, n: int) -> Screen:
    """One photo of a list."""
    return screens.card(photos.items[n], spot(photos, token, n), connections.present())


async def more(connections: Connections, photos: PhotoList, token: str, n: int) -> Screen:
    """The same photo with what is wished for less often."""
    key = EventKey(f"media:{photos.items[n].id}")
    async with connections.database.read() as session:
        judged = await events.get(session, connections.account, key)
    why = [] if judged is None else [explaining(key)]
    similar = [screens.similar_tags(photos.query.value)] if photos.query.kind is ListKind.TAG else []
    return screens.more(photos.items[n], spot(photos, token, n), connections.present(), [*why, *similar])


def spot(photos: PhotoList, token: str, n: int) -> Spot:
    """Where in its list a photo stands."""
    return Spot(
        title=photos.title,
        note=photos.note,
        token=token,
        n=n,
        count=len(photos.items),
        more=photos.older is not None,
        fresh=photos.fresh,
        alone=photos.query.kind is ListKind.PHOTO,
        below=_below(photos),
    )


def grid(connections: Connections, photos: PhotoList, token: str, start: int) -> Sequence[Shown]:
    """Up to ten photos side by side from a position on, and below them the buttons that open each."""
    whole = spot(photos, token, start)
    shown = photos.items[start : start + screens.GRID_SIZE]
    return (grids.album(shown, start, connections.present()), grids.control(shown, whole))


def _below(photos: PhotoList) -> tuple[Row, ...]:
    if photos.query.kind is not ListKind.NEAR:
        return ()
    return surroundings.otherwise(pages.where(photos.query))
