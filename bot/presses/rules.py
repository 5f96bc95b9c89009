"""Buttons of the list of rules, and of a rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import resting
from bot import rules as meant
from bot.commands import rules
from bot.pressing import OUT_OF_DATE, Reaction
from bot.screens import rule as screens
from rules.effective import effective

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed


async def turn(connections: Connections, pressed: Pressed) -> Reaction:
    """A page of the list, in place."""
    number = pressed.press.id
    if not (number.isascii() and number.isdecimal() and len(number) <= len("9999")):
        return Reaction(toast=OUT_OF_DATE)
    return Reaction(edit=await rules.listed(connections, int(number), pressed.press.arg or ""))


async def page(connections: Connections, pressed: Pressed) -> Reaction:
    """One rule, in place; when it is gone, the rules that there are."""
    rule = meant.behind(connections, pressed.press.id)
    if rule is None:
        return await _gone(connections)
    return Reaction(edit=await rules.page(connections, rule))


async def rest(connections: Connections, pressed: Pressed) -> Reaction:
    """Let a rule rest, or go on; the message shows how it stands then."""
    rule = meant.behind(connections, pressed.press.id)
    if rule is None or pressed.press.arg not in {"on", "off"}:
        return await _gone(connections)
    begins = pressed.press.arg == "on"
    said = await (resting.begin(connections, rule, pressed.by) if begins else resting.end(connections, rule))
    return Reaction(toast=said, edit=await rules.page(connections, rule))


async def yaml(connections: Connections, pressed: Pressed) -> Reaction:
    """The rule with all that other places of the files say for it."""
    rule = meant.behind(connections, pressed.press.id)
    if rule is None:
        return await _gone(connections)
    try:
        found = effective(connections.texts(), connections.rules(), rule.ref.id)
    except KeyError:
        return await _gone(connections)
    return Reaction(edit=screens.yaml(pressed.press.id, rule.ref.id, found.text))


async def _gone(connections: Connections) -> Reaction:
    return Reaction(toast=OUT_OF_DATE, edit=await rules.listed(connections, 0, ""))
