"""Buttons of lists of people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import crowds, lists
from bot.buttons import Verb
from bot.crowds import CrowdKind
from bot.presses import photos
from bot.presses.photos import AT_THE_END, FROM_BEFORE
from bot.pressing import OUT_OF_DATE, Reaction
from bot.screen import Screen
from bot.screens import crowds as screens

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed


async def likers(connections: Connections, pressed: Pressed) -> Reaction:
    """Who likes a photo of a list, in a message of its own."""
    listed, n = await lists.kept(connections, pressed.chat, pressed.press.id), pressed.position
    if listed is None:
        return await photos.anew(connections, pressed)
    if n is None or n >= len(listed.items):
        return Reaction(toast=OUT_OF_DATE)
    crowd = await crowds.fetch(connections, CrowdKind.LIKERS, listed.items[n].id)
    return Reaction(send=(await crowds.opened(connections, pressed.chat, crowd),))


async def turn(connections: Connections, pressed: Pressed) -> Reaction:
    """Another page, in the same message."""
    token, page = pressed.press.id, pressed.position
    crowd = await crowds.kept(connections, pressed.chat, token)
    if crowd is None:
        return await _from_before(connections, pressed)
    if page is None:
        return Reaction(toast=OUT_OF_DATE)
    crowd = await crowds.reaching(connections, token, crowd, page)
    last = screens.pages(len(crowd.people)) - 1
    toast = AT_THE_END if page > last else ""
    return Reaction(toast=toast, edit=screens.listed(crowd, token, min(page, last)))


async def show(connections: Connections, pressed: Pressed) -> Reaction:
    """People in a message of their own."""
    kind = pressed.press.id
    if kind not in frozenset(CrowdKind) or pressed.press.arg is None:
        return Reaction(toast=OUT_OF_DATE)
    crowd = await crowds.fetch(connections, CrowdKind(kind), pressed.press.arg)
    return Reaction(send=(await crowds.opened(connections, pressed.chat, crowd),))


async def anew(connections: Connections, pressed: Pressed) -> Reaction:
    """The list as it is on the network now, in the same message."""
    reaction = await show(connections, pressed)
    crowd = next((one for one in reaction.send if isinstance(one, Screen)), None)
    return replace(reaction, edit=crowd, send=())


async def _from_before(connections: Connections, pressed: Pressed) -> Reaction:
    # What the list was of stands in its own button for that.
    fresh = next((press for press in pressed.beside if press.verb is Verb.REWHO), None)
    if fresh is None:
        return Reaction(toast=OUT_OF_DATE)
    return replace(await anew(connections, replace(pressed, press=fresh)), toast=FROM_BEFORE)
