"""Buttons below what a rule proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import events
from bot.buttons import Verb, event_of
from bot.pressing import OUT_OF_DATE, Reaction, settled
from domain.ids import ActionId
from storage import actions

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed


async def settle(connections: Connections, pressed: Pressed) -> Reaction:
    """Do it, or skip it; the message shows the outcome, whoever was first."""
    action = await _action(connections, pressed.press.id)
    if action is None:
        return Reaction(toast=OUT_OF_DATE)
    desk = connections.desk
    wanted = desk.accept if pressed.press.verb is Verb.ACCEPT else desk.decline
    result = await wanted(action.id, pressed.by)
    now = await events.view(connections, action.event)
    return settled(result, now.screen if now else None)


async def why(connections: Connections, pressed: Pressed) -> Reaction:
    """What the rules found, in a message of its own."""
    return Reaction(send=(await events.reasons(connections, event_of(pressed.press)),))


async def _action(connections: Connections, text: str) -> actions.StoredAction | None:
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(2**63)) - 1:
        return None
    async with connections.database.read() as session:
        action = await actions.get(session, ActionId(int(text)))
    return action if action and action.account == connections.account else None
