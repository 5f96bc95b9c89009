"""Everything that waits, gone through one by one in a single message."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import events, inbox, lists
from bot.buttons import Verb
from bot.screens import inbox as screens
from bot.screens import notices
from domain.ids import EventKey
from storage import views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.connections import Connections
    from bot.pressing import Pressed
    from bot.screen import Screen
    from domain.ids import ChatId


async def opened(connections: Connections, chat: ChatId) -> Screen:
    """The first of what can be gone through; the list is kept for the chat."""
    steps = (await inbox.contents(connections)).steps
    if not steps:
        return await inbox.screen(connections)
    return await shown(connections, await lists.keep(connections, chat, {"steps": list(steps)}), steps, 0)


async def kept(connections: Connections, chat: ChatId, token: str) -> tuple[EventKey, ...]:
    """What a token goes through; empty when it expired or was never this chat's."""
    async with connections.database.read() as session:
        payload = await views.get(session, token, chat, connections.clock())
    return tuple(map(EventKey, (payload or {}).get("steps", ())))


async def shown(connections: Connections, token: str, steps: Sequence[EventKey], n: int) -> Screen:
    """One of them as it stands, with the way to the others."""
    now = await events.view(connections, steps[n])
    card = notices.gone() if now is None else now.screen
    return replace(card, keyboard=(*card.keyboard, screens.stepping(token, n, len(steps))))


async def card(connections: Connections, pressed: Pressed, key: EventKey) -> Screen | None:
    """What a message about an event shows now; within a review, with the way to the others."""
    turn = next((press for press in pressed.beside if press.verb is Verb.STEP), None)
    steps = () if turn is None else await kept(connections, pressed.chat, turn.id)
    if turn is not None and key in steps:
        return await shown(connections, turn.id, steps, steps.index(key))
    now = await events.view(connections, key)
    return now.screen if now else None
