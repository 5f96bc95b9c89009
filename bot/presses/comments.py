"""Buttons below somebody's comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import stepping
from bot.buttons import event_of
from bot.pressing import OUT_OF_DATE, Reaction, settled
from bot.screens import comments as screens
from domain.events import NewComment
from storage import events as happened

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed

HOW_TO_ANSWER = "Answer this very message with your words, and I post them below the photo."


async def ask(connections: Connections, pressed: Pressed) -> Reaction:
    """Whether to remove the comment, in place of its card."""
    key = event_of(pressed.press)
    async with connections.database.read() as session:
        known = await happened.get(session, connections.account, key)
    if known is None or not isinstance(known.event, NewComment):
        return Reaction(toast=OUT_OF_DATE)
    return Reaction(edit=screens.removing(known.event), same_picture=True)


async def remove(connections: Connections, pressed: Pressed) -> Reaction:
    """Remove the comment."""
    key = event_of(pressed.press)
    result = await connections.desk.delete_comment(key, pressed.by)
    return settled(result, await stepping.card(connections, pressed, key))


async def answer(connections: Connections, pressed: Pressed) -> Reaction:
    """Say how to answer: the words are typed."""
    del connections, pressed
    return Reaction(toast=HOW_TO_ANSWER, alert=True)
