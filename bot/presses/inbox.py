"""Buttons of the inbox: one by one, or all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import batches, inbox, stepping
from bot.html import Html, lines, t
from bot.presses.photos import FROM_BEFORE
from bot.presses.proposals import known
from bot.pressing import HAPPENED, OUT_OF_DATE, Reaction
from bot.screens import inbox as screens

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed


async def show(connections: Connections, pressed: Pressed) -> Reaction:
    """All that waits, in the same message."""
    del pressed
    return Reaction(edit=await inbox.screen(connections))


async def review(connections: Connections, pressed: Pressed) -> Reaction:
    """The first of what waits, in the same message."""
    return Reaction(edit=await stepping.opened(connections, pressed.chat))


async def step(connections: Connections, pressed: Pressed) -> Reaction:
    """Another of them."""
    token, n = pressed.press.id, pressed.position
    steps = await stepping.kept(connections, pressed.chat, token)
    if not steps:
        return Reaction(toast=FROM_BEFORE, edit=await inbox.screen(connections))
    if n is None or n >= len(steps):
        return Reaction(toast=OUT_OF_DATE)
    return Reaction(edit=await stepping.shown(connections, token, steps, n))


async def ask(connections: Connections, pressed: Pressed) -> Reaction:
    """Whether all of a kind is meant, with their number."""
    kind, answer = pressed.press.id, pressed.press.arg
    if kind not in {screens.REQUESTS, screens.PROPOSALS} or answer not in {screens.YES, screens.NO}:
        return Reaction(toast=OUT_OF_DATE)
    batch, counts = await batches.gathered(connections, kind, answer)
    if not batch.ids:
        return Reaction(toast=OUT_OF_DATE, edit=await inbox.screen(connections))
    token = await batches.keep(connections, pressed.chat, batch)
    return Reaction(edit=screens.confirmation(kind, answer, counts, token))


async def answer(connections: Connections, pressed: Pressed) -> Reaction:
    """Answer all that the question named."""
    batch = await batches.taken(connections, pressed.chat, pressed.press.id)
    if batch is None:
        return Reaction(toast=OUT_OF_DATE, edit=await inbox.screen(connections))
    came = await batches.answer(connections, batch, pressed.by)
    return Reaction(edit=await inbox.screen(connections, came))


async def again(connections: Connections, pressed: Pressed) -> Reaction:
    """Try once more what did not work."""
    action = await known(connections, pressed.press.id)
    if action is None:
        return Reaction(toast=OUT_OF_DATE)
    result = await connections.desk.rulings.again(action.id, pressed.by)
    came = lines(t("#{} · {}", action.id, result.sentence), Html(" "))
    shown = await inbox.screen(connections, came)
    return Reaction(toast=result.sentence, alert=result.state not in HAPPENED, edit=shown)
