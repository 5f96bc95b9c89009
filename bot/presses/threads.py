"""Buttons about the comments below a photo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import lists, threads
from bot.buttons import Press, Verb
from bot.dialogues import comment
from bot.presses import photos
from bot.presses.photos import FROM_BEFORE
from bot.pressing import HAPPENED, OUT_OF_DATE, Reaction, settled
from bot.screens import threads as screens
from domain.ids import MediaId

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed
    from bot.threads import Thread


async def below(connections: Connections, pressed: Pressed) -> Reaction:
    """The comments below a photo of a list, in the same message."""
    listed = await lists.kept(connections, pressed.chat, pressed.press.id)
    if listed is None:
        return await photos.anew(connections, pressed)
    n = pressed.position
    if n is None or n >= len(listed.items):
        return Reaction(toast=OUT_OF_DATE)
    back = Press(verb=Verb.CARD, id=pressed.press.id, arg=str(n))
    thread = await threads.fetched(connections, listed.items[n], back)
    return Reaction(edit=await threads.opened(connections, pressed.chat, thread), same_picture=True)


async def anew(connections: Connections, pressed: Pressed) -> Reaction:
    """The comments as they are on the network now, in the same message."""
    media = await connections.network.media(MediaId(pressed.press.id))
    back = next((press for press in pressed.beside if press.verb is Verb.CARD), None)
    thread = await threads.fetched(connections, media, back)
    return Reaction(edit=await threads.opened(connections, pressed.chat, thread), same_picture=True)


async def turn(connections: Connections, pressed: Pressed) -> Reaction:
    """Another page of them."""
    thread, n = await threads.kept(connections, pressed.chat, pressed.press.id), pressed.position
    if thread is None:
        return await _from_before(connections, pressed)
    if n is None or n >= screens.pages(thread):
        return Reaction(toast=OUT_OF_DATE)
    return Reaction(edit=threads.shown(connections, thread, pressed.press.id, n), same_picture=True)


async def write(connections: Connections, pressed: Pressed) -> Reaction:
    """Ask for the words of a comment."""
    media = await connections.network.media(MediaId(pressed.press.id))
    return Reaction(send=(await comment.begin(connections, pressed.asked(), media.id, media.author.username),))


async def ask(connections: Connections, pressed: Pressed) -> Reaction:
    """Whether to remove a comment."""
    thread = await threads.kept(connections, pressed.chat, pressed.press.id)
    if thread is None:
        return await _from_before(connections, pressed)
    n = _number(connections, thread, pressed)
    if n is None:
        return Reaction(toast=OUT_OF_DATE)
    return Reaction(edit=screens.deleting(thread, pressed.press.id, n), same_picture=True)


async def erase(connections: Connections, pressed: Pressed) -> Reaction:
    """Remove the comment, and show the others."""
    token = pressed.press.id
    thread = await threads.kept(connections, pressed.chat, token)
    n = _number(connections, thread, pressed) if thread is not None else None
    if thread is None or n is None:
        return Reaction(toast=OUT_OF_DATE, edit=screens.too_old(), same_picture=True)
    gone = thread.comments[n]
    result = await connections.desk.uncomment(thread.media, gone, pressed.by)
    if result.state in HAPPENED:
        thread = replace(thread, comments=tuple(one for one in thread.comments if one.id != gone.id))
        await threads.change(connections, token, thread)
    page = min(n // screens.PER_PAGE, screens.pages(thread) - 1)
    return settled(result, threads.shown(connections, thread, token, page))


def _number(connections: Connections, thread: Thread, pressed: Pressed) -> int | None:
    """Which comment is meant; None for one that is not there or not for us to remove."""
    n = thread.position_of(pressed.press.arg or "")
    if n is None:
        return None
    return n if thread.removable(n, connections.me) else None


async def _from_before(connections: Connections, pressed: Pressed) -> Reaction:
    # Which photo it was stands in the button that fetches the list anew.
    fresh = next((press for press in pressed.beside if press.verb is Verb.RETALK), None)
    if fresh is None:
        return Reaction(toast=OUT_OF_DATE)
    return replace(await anew(connections, replace(pressed, press=fresh)), toast=FROM_BEFORE)
