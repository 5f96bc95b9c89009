"""Buttons about how the owner and somebody stand to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import people
from bot.pressing import HAPPENED, OUT_OF_DATE, Reaction, settled
from bot.screens import ties as screens
from domain.ids import UserId
from domain.plans import ActionKind

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed

KINDS = {kind.value: kind for kind in (ActionKind.FOLLOW, ActionKind.UNFOLLOW, ActionKind.BLOCK, ActionKind.UNBLOCK)}


async def change(connections: Connections, pressed: Pressed) -> Reaction:
    """Do it, and show their page as it is then."""
    kind, person = KINDS.get(pressed.press.arg or ""), UserId(pressed.press.id)
    if kind is None or person == connections.me:
        return Reaction(toast=OUT_OF_DATE)
    profile = await people.profile_of(connections, person)
    result = await connections.desk.relate(person, kind, pressed.by)
    undo = kind is ActionKind.FOLLOW and result.state in HAPPENED
    return settled(result, await people.shown(connections, profile, undo=undo))


async def ask(connections: Connections, pressed: Pressed) -> Reaction:
    """Whether to do it, in place of the page."""
    kind = KINDS.get(pressed.press.arg or "")
    if kind is None:
        return Reaction(toast=OUT_OF_DATE)
    profile = await people.profile_of(connections, UserId(pressed.press.id))
    return Reaction(edit=screens.asking(profile.person, kind), same_picture=True)


async def page(connections: Connections, pressed: Pressed) -> Reaction:
    """Their page again, in the same message."""
    profile = await people.profile_of(connections, UserId(pressed.press.id))
    return Reaction(edit=await people.shown(connections, profile), same_picture=True)
