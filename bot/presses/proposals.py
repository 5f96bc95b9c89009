"""Buttons below what a rule proposes, announces, asks or offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.wording import REMARKS
from bot import bursts, events, inbox, stepping
from bot.buttons import Verb, event_of
from bot.dialogues import wording
from bot.pressing import OUT_OF_DATE, Reaction, settled
from domain.ids import ActionId
from storage import actions
from storage.bursts import Answer
from storage.states import ActionState

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed
    from storage.actions import StoredAction

_LONGEST = len(str(2**63)) - 1


async def settle(connections: Connections, pressed: Pressed) -> Reaction:
    """Do it, or skip it; the message shows the outcome, whoever was first."""
    action = await known(connections, pressed.press.id)
    if action is None:
        return Reaction(toast=OUT_OF_DATE)
    desk = connections.desk
    wanted = desk.accept if pressed.press.verb is Verb.ACCEPT else desk.decline
    result = await wanted(action.id, pressed.by)
    return settled(result, await stepping.card(connections, pressed, action.event))


async def happened(connections: Connections, pressed: Pressed) -> Reaction:
    """It was done, as somebody saw who looked there."""
    action = await known(connections, pressed.press.id)
    if action is None:
        return Reaction(toast=OUT_OF_DATE)
    result = await connections.desk.rulings.happened(action.id, pressed.by)
    return settled(result, await stepping.card(connections, pressed, action.event))


async def veto(connections: Connections, pressed: Pressed) -> Reaction:
    """Stop what a rule has announced; from then on it is a question."""
    action = await known(connections, pressed.press.id)
    if action is None:
        return Reaction(toast=OUT_OF_DATE)
    result = await connections.desk.rulings.veto(action.id)
    return settled(result, await stepping.card(connections, pressed, action.event))


async def reword(connections: Connections, pressed: Pressed) -> Reaction:
    """Ask for other words; the proposal waits meanwhile."""
    action = await known(connections, pressed.press.id)
    if action is None or action.state is not ActionState.AWAITING_APPROVAL or action.kind not in REMARKS:
        return Reaction(toast=OUT_OF_DATE)
    return Reaction(send=(await wording.begin(connections, pressed.asked(), action),))


async def leave(connections: Connections, pressed: Pressed) -> Reaction:
    """Let a request or a comment be."""
    key = event_of(pressed.press)
    result = await connections.desk.rulings.leave(key, pressed.by)
    return settled(result, await stepping.card(connections, pressed, key))


async def burst(connections: Connections, pressed: Pressed) -> Reaction:
    """Let go on, or drop, everything that one look planned."""
    number = _number(pressed.press.id)
    if number is None:
        return Reaction(toast=OUT_OF_DATE)
    said = Answer.ALLOW if pressed.press.verb is Verb.ALLOW else Answer.DROP
    result = await connections.desk.rulings.answer_burst(number, said, pressed.by)
    if any(press.verb is Verb.INBOX for press in pressed.beside):
        return settled(result, await inbox.screen(connections))
    now = await bursts.view(connections, number)
    return settled(result, now[0] if now else None)


async def why(connections: Connections, pressed: Pressed) -> Reaction:
    """What the rules found, in a message of its own."""
    return Reaction(send=(await events.reasons(connections, event_of(pressed.press)),))


async def known(connections: Connections, text: str) -> StoredAction | None:
    """The action with this number, if it is of this account."""
    number = _number(text)
    if number is None:
        return None
    async with connections.database.read() as session:
        action = await actions.get(session, ActionId(number))
    return action if action and action.account == connections.account else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else None
