"""Buttons of photo cards: page, like, show anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import lists
from bot.buttons import Verb
from bot.pressing import HAPPENED, OUT_OF_DATE, Reaction, settled
from bot.screens import empty
from domain.ids import UserId
from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed
    from domain.media import Media

FROM_BEFORE = "This list is from before; here it is fresh."
AT_THE_END = "That was the last one."


async def turn(connections: Connections, pressed: Pressed) -> Reaction:
    """Another photo of the list, in the same message."""
    photos = await lists.kept(connections, pressed.chat, pressed.press.id)
    if photos is None:
        return await _anew(connections, pressed)
    n = pressed.position
    if n is None:
        return Reaction(toast=OUT_OF_DATE)
    photos = await lists.reaching(connections, pressed.press.id, photos, n)
    if n >= len(photos.items):
        last = lists.shown(connections, photos, pressed.press.id, len(photos.items) - 1)
        return Reaction(toast=AT_THE_END, edit=last, same_picture=n == len(photos.items))
    return Reaction(edit=lists.shown(connections, photos, pressed.press.id, n))


async def like(connections: Connections, pressed: Pressed) -> Reaction:
    """Like the photo, or take the like back."""
    token, n = pressed.press.id, pressed.position
    photos = await lists.kept(connections, pressed.chat, token)
    if photos is None:
        return await _anew(connections, pressed)
    if n is None or n >= len(photos.items):
        return Reaction(toast=OUT_OF_DATE)
    media = photos.items[n]
    liked = media.liked_by_me is True
    desk = connections.desk
    result = await (desk.unlike(media.id, pressed.by) if liked else desk.like(media, pressed.by))
    if result.state in HAPPENED:
        items = (*photos.items[:n], _with_heart(media, liked=not liked), *photos.items[n + 1 :])
        photos = replace(photos, items=items)
        await lists.change(connections, token, photos)
    return settled(result, lists.shown(connections, photos, token, n))


async def refresh(connections: Connections, pressed: Pressed) -> Reaction:
    """The list as it is on the network now, in the same message."""
    kind, value = pressed.press.id, pressed.press.arg
    if kind not in frozenset(lists.ListKind) or value is None:
        return Reaction(toast=OUT_OF_DATE)
    photos = await lists.fetch(connections, lists.ListKind(kind), value)
    if not photos.items:
        return Reaction(send=(empty.no_photos(photos.title, ()),))
    return Reaction(edit=await lists.opened(connections, pressed.chat, photos))


async def posts(connections: Connections, pressed: Pressed) -> Reaction:
    """Somebody's photos, in a message of their own."""
    photos = await lists.fetch(connections, lists.ListKind.USER, UserId(pressed.press.id))
    if not photos.items:
        return Reaction(send=(empty.no_photos(photos.title, ()),))
    return Reaction(send=(await lists.opened(connections, pressed.chat, photos),))


async def _anew(connections: Connections, pressed: Pressed) -> Reaction:
    # What the list was of stands in its own button for that.
    fresh = next((press for press in pressed.beside if press.verb is Verb.FRESH), None)
    if fresh is None:
        return Reaction(toast=OUT_OF_DATE)
    return replace(await refresh(connections, replace(pressed, press=fresh)), toast=FROM_BEFORE)


def _with_heart(media: Media, *, liked: bool) -> Media:
    likes = media.likes if media.likes is UNKNOWN else max(0, media.likes + (1 if liked else -1))
    return replace(media, liked_by_me=liked, likes=likes)
