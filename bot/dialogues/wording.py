"""Other words for a comment that a rule proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import events
from bot.dialogue import Dialogue, Question, Topic, ask
from bot.html import cut, t
from bot.language import say
from bot.screens import lists
from domain.ids import ActionId, EventKey
from storage.states import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from bot.dialogue import Payload
    from bot.screen import Screen
    from storage.actions import StoredAction

_TEXT_UNITS = 400


async def begin(connections: Connections, asked: Asked, action: StoredAction) -> Screen:
    """Ask what the comment is to say instead."""
    now = cut(action.wish.text or "", _TEXT_UNITS)
    text = t(
        "What shall #{} say instead of <code>{}</code>? At most 300 characters; /cancel leaves it.", action.id, now
    )
    payload = {"action": action.id, "event": action.event}
    return await ask(
        connections, asked, Question(topic=Topic.WORDING, text=text, payload=payload, placeholder=say("Other words"))
    )


def _named(payload: Payload) -> str:
    return say("other words for #{}", payload["action"])


async def _answered(connections: Connections, asked: Asked, payload: Payload) -> Sequence[Shown]:
    words = asked.argument.strip()
    result = await connections.desk.rulings.reword(ActionId(payload["action"]), words, asked.by)
    return (lists.told(result.sentence), *await _present(connections, asked, payload))


async def _present(connections: Connections, asked: Asked, payload: Payload) -> Sequence[Shown]:
    del asked
    now = await events.view(connections, EventKey(payload["event"]))
    return () if now is None else (now.screen,)


DIALOGUE = Dialogue(named=_named, answered=_answered, present=_present, least=Role.OPERATOR)
