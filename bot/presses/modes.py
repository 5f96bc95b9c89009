"""The buttons below how far a rule goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import mode
from bot.pressing import OUT_OF_DATE, Reaction

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed


async def choose(connections: Connections, pressed: Pressed) -> Reaction:
    """Let a rule go at most so far; the message shows how far that is."""
    rule, word = pressed.press.id, pressed.press.arg
    if word not in mode.WORDS or rule not in {one.ref.id for one in connections.rules().rules}:
        return Reaction(toast=OUT_OF_DATE)
    said = await mode.let(connections, rule, word, pressed.by)
    now = await mode.shown(connections, rule)
    return Reaction(toast=said.text, alert=not said.done, edit=now)
