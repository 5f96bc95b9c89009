"""Buttons of photo cards: page, like, show anew, show more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import lists, queries, viewing
from bot.buttons import Verb
from bot.pressing import HAPPENED, OUT_OF_DATE, Reaction, settled
from bot.queries import ListKind, Query
from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed
    from domain.media import Media

FROM_BEFORE = "This list is from before; here it is fresh."
AT_THE_END = "That was the last one."


async def turn(connections: Connections, pressed: Pressed) -> Reaction:
    """Another photo of the list, in the same message."""
    token, n = pressed.press.id, pressed.position
    photos = await lists.kept(connections, pressed.chat, token)
    if photos is None:
        return await anew(connections, pressed)
    if n is None:
        return Reaction(toast=OUT_OF_DATE)
    photos = await lists.reaching(connections, token, photos, n)
    if n >= len(photos.items):
        last = viewing.at(connections, photos, token, len(photos.items) - 1)
        return Reaction(toast=AT_THE_END, edit=last, same_picture=n == len(photos.items))
    return Reaction(edit=viewing.at(connections, photos, token, n))


async def like(connections: Connections, pressed: Pressed) -> Reaction:
    """Like the photo, or take the like back."""
    token, n = pressed.press.id, pressed.position
    photos = await lists.kept(connections, pressed.chat, token)
    if photos is None:
        return await anew(connections, pressed)
    if n is None or n >= len(photos.items):
        return Reaction(toast=OUT_OF_DATE)
    media = photos.items[n]
    liked = media.liked_by_me is True
    desk = connections.desk
    result = await (desk.unlike(media.id, pressed.by) if liked else desk.like(media, pressed.by))
    if result.state in HAPPENED:
        photos = photos.changed(n, _with_heart(media, liked=not liked))
        await lists.change(connections, token, photos)
    return settled(result, viewing.at(connections, photos, token, n))


async def more(connections: Connections, pressed: Pressed) -> Reaction:
    """What else can be done with the photo, in place of its buttons."""
    token, n = pressed.press.id, pressed.position
    photos = await lists.kept(connections, pressed.chat, token)
    if photos is None:
        return await anew(connections, pressed)
    if n is None or n >= len(photos.items):
        return Reaction(toast=OUT_OF_DATE)
    return Reaction(edit=await viewing.more(connections, photos, token, n), same_picture=True)


async def refresh(connections: Connections, pressed: Pressed) -> Reaction:
    """The list as it is on the network now, in the same message."""
    query = queries.from_key(pressed.press.id, pressed.press.arg or "")
    if query is None:
        return Reaction(toast=OUT_OF_DATE)
    return Reaction(edit=await viewing.in_place(connections, pressed.chat, query))


async def posts(connections: Connections, pressed: Pressed) -> Reaction:
    """Somebody's photos, in a message of their own."""
    query = Query(kind=ListKind.USER, value=pressed.press.id)
    return Reaction(send=await viewing.answer(connections, pressed.chat, query))


async def anew(connections: Connections, pressed: Pressed) -> Reaction:
    """What to do with a button of a list that is not kept any more."""
    # What the list was of stands in its own button for that.
    fresh = next((press for press in pressed.beside if press.verb is Verb.FRESH), None)
    if fresh is None:
        return Reaction(toast=OUT_OF_DATE)
    return replace(await refresh(connections, replace(pressed, press=fresh)), toast=FROM_BEFORE)


def _with_heart(media: Media, *, liked: bool) -> Media:
    likes = media.likes if media.likes is UNKNOWN else max(0, media.likes + (1 if liked else -1))
    return replace(media, liked_by_me=liked, likes=likes)
