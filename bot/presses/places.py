"""Buttons about places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import at, place
from bot.pressing import Reaction

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed


async def page(connections: Connections, pressed: Pressed) -> Reaction:
    """The place on a map, in a message of its own."""
    return Reaction(send=await place.answer(connections, pressed.asked(pressed.press.id)))


async def photos(connections: Connections, pressed: Pressed) -> Reaction:
    """The photos from there, in a message of their own."""
    return Reaction(send=await at.answer(connections, pressed.asked(pressed.press.id)))
