"""Buttons of grids: the next ten photos side by side, and one of them as a card."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot import lists, viewing
from bot.buttons import Verb
from bot.presses.photos import AT_THE_END, anew
from bot.pressing import OUT_OF_DATE, Reaction
from domain.errors import RetryableError

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.lists import PhotoList
    from bot.pressing import Pressed

logger = logging.getLogger(__name__)


async def show(connections: Connections, pressed: Pressed) -> Reaction:
    """Photos side by side, and their numbers below them. The numbers of those before, if any, go away."""
    token, start = pressed.press.id, pressed.position
    photos = await lists.kept(connections, pressed.chat, token)
    if photos is None:
        return await anew(connections, pressed)
    if start is None:
        return Reaction(toast=OUT_OF_DATE)
    photos = await lists.reaching(connections, token, photos, start)
    if start >= len(photos.items):
        return Reaction(toast=AT_THE_END)
    is_control = any(press.verb is Verb.OPEN for press in pressed.beside)
    return Reaction(send=viewing.grid(connections, photos, token, start), replaced=is_control)


async def open_one(connections: Connections, pressed: Pressed) -> Reaction:
    """The photo with this number as a card of its own, as it is now."""
    token, n = pressed.press.id, pressed.position
    photos = await lists.kept(connections, pressed.chat, token)
    if photos is None:
        return await anew(connections, pressed)
    if n is None or n >= len(photos.items):
        return Reaction(toast=OUT_OF_DATE)
    photos = await _with_present(connections, photos, n)
    await lists.change(connections, token, photos)
    return Reaction(send=(viewing.at(connections, photos, token, n),))


async def _with_present(connections: Connections, photos: PhotoList, n: int) -> PhotoList:
    try:
        return photos.changed(n, await connections.network.media(photos.items[n].id))
    except RetryableError as error:
        logger.info("A photo of a grid is shown as it was: %s", error)
        return photos
