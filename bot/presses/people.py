"""Buttons about people who wait, and the pages of people and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot import people, stepping, waitlist
from bot.buttons import Verb, event_of
from bot.presses.photos import FROM_BEFORE
from bot.pressing import OUT_OF_DATE, Reaction, settled
from bot.screens import requests
from domain.ids import UserId
from domain.plans import ActionKind

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed
    from bot.screen import Screen

_KINDS: dict[Verb, Literal[ActionKind.APPROVE, ActionKind.IGNORE, ActionKind.BLOCK]] = {
    Verb.APPROVE: ActionKind.APPROVE,
    Verb.IGNORE: ActionKind.IGNORE,
    Verb.BLOCKING: ActionKind.BLOCK,
}


async def page(connections: Connections, pressed: Pressed) -> Reaction:
    """Somebody's page, in a message of its own."""
    return Reaction(send=(await people.page(connections, UserId(pressed.press.id)),))


async def turn(connections: Connections, pressed: Pressed) -> Reaction:
    """Another of those who wait, in the same message."""
    asking = await waitlist.kept(connections, pressed.chat, pressed.press.id)
    if asking is None:
        return Reaction(toast=FROM_BEFORE, edit=await waitlist.opened(connections, pressed.chat))
    n = pressed.position
    if n is None or n >= len(asking):
        return Reaction(toast=OUT_OF_DATE)
    return Reaction(edit=await waitlist.shown(connections, asking, pressed.press.id, n))


async def decide(connections: Connections, pressed: Pressed) -> Reaction:
    """Approve, ignore or block; the message shows the outcome, whoever was first."""
    key = event_of(pressed.press)
    if pressed.press.arg is None or not pressed.press.arg.isdecimal():
        return Reaction(toast=OUT_OF_DATE)
    result = await connections.desk.decide(key, _KINDS[pressed.press.verb], pressed.by)
    listed = await _in_list(connections, pressed)
    if listed is not None:
        return settled(result, listed)
    return settled(result, await stepping.card(connections, pressed, key))


async def ask(connections: Connections, pressed: Pressed) -> Reaction:
    """Whether to block who asks, in place of their card."""
    if pressed.press.arg is None or not pressed.press.arg.isdecimal():
        return Reaction(toast=OUT_OF_DATE)
    profile = await people.profile_of(connections, UserId(pressed.press.id))
    turns = next((press for press in pressed.beside if press.verb in {Verb.WAITING, Verb.STEP}), None)
    asks = requests.blocking(profile.person, event_of(pressed.press), turns)
    return Reaction(edit=asks, same_picture=True)


async def keep(connections: Connections, pressed: Pressed) -> Reaction:
    """Block nobody: the card as it is now."""
    listed = await _in_list(connections, pressed)
    if listed is not None:
        return Reaction(edit=listed, same_picture=True)
    now = await stepping.card(connections, pressed, event_of(pressed.press))
    return Reaction(edit=now, toast="" if now else OUT_OF_DATE, same_picture=True)


async def _in_list(connections: Connections, pressed: Pressed) -> Screen | None:
    # A card of /requests keeps its way to the others.
    turns = [press for press in pressed.beside if press.verb is Verb.WAITING]
    asking = await waitlist.kept(connections, pressed.chat, turns[0].id) if turns else None
    if asking is None:
        return None
    key = event_of(pressed.press)
    n = next((n for n, request in enumerate(asking) if request.key == key), None)
    return None if n is None else await waitlist.shown(connections, asking, turns[0].id, n)
