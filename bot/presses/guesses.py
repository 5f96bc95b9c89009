"""Buttons below what we think was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import typed
from bot.pressing import OUT_OF_DATE, Reaction
from bot.screens import guesses

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed


async def right(connections: Connections, pressed: Pressed) -> Reaction:
    """Run what was kept; the question becomes what was meant, so that it is not answered twice."""
    meant = await typed.taken(connections, pressed.chat, pressed.press.id)
    if meant is None:
        return Reaction(toast=OUT_OF_DATE)
    shown = await typed.run(connections, pressed.asked(), meant)
    return Reaction(edit=guesses.done_so(str(meant)), send=shown)


async def wrong(connections: Connections, pressed: Pressed) -> Reaction:
    """Nothing is done."""
    del connections, pressed
    return Reaction(edit=guesses.left_alone())
