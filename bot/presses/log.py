"""Buttons of the log, and of what is to be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import log
from bot.commands import undo
from bot.pressing import OUT_OF_DATE, Reaction
from bot.screens import log as screens

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed


async def turn(connections: Connections, pressed: Pressed) -> Reaction:
    """Another page, in the same message."""
    part, start = log.from_key(pressed.press.id), pressed.position
    if part is None or start is None:
        return Reaction(toast=OUT_OF_DATE)
    return Reaction(edit=await log.page(connections, part, start))


async def take_back(connections: Connections, pressed: Pressed) -> Reaction:
    """Take back what the question named."""
    number = await undo.taken_back(connections, pressed.chat, pressed.press.id, pressed.by)
    if number is None:
        return Reaction(toast=OUT_OF_DATE)
    return Reaction(edit=screens.queued(number, pressed.by))
