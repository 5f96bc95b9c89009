"""Buttons about who may use the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import membership, rights
from bot.language import say
from bot.pressing import OUT_OF_DATE, Reaction
from bot.screens import members as screens
from domain.ids import TelegramUserId
from storage.states import Role

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed
    from storage.members import Member

_LONGEST = len(str(2**52))
"""Telegram's ids have at most 52 bits."""


async def roster(connections: Connections, _pressed: Pressed) -> Reaction:
    """Everybody."""
    return Reaction(edit=screens.roster(await membership.everybody(connections), connections.present()))


async def page(connections: Connections, pressed: Pressed) -> Reaction:
    """One of them."""
    member = await _meant(connections, pressed)
    if member is None:
        return await _anew(connections, pressed)
    return Reaction(edit=screens.page(member, connections.present()))


async def rank(connections: Connections, pressed: Pressed) -> Reaction:
    """Give them a role."""
    member, role = await _meant(connections, pressed), pressed.press.arg
    if member is None or role not in frozenset(Role):
        return await _anew(connections, pressed)
    now = await membership.give(connections, member.id, Role(role))
    toast = say("{} is {} now.", now.name, rights.name(now.role))
    return Reaction(toast=toast, edit=screens.page(now, connections.present()))


async def ask(connections: Connections, pressed: Pressed) -> Reaction:
    """Whether to remove them."""
    member = await _meant(connections, pressed)
    return await _anew(connections, pressed) if member is None else Reaction(edit=screens.removing(member))


async def dismiss(connections: Connections, pressed: Pressed) -> Reaction:
    """Remove them, and show who is left."""
    member = await _meant(connections, pressed)
    if member is None:
        return await _anew(connections, pressed)
    await membership.dismiss(connections, member.id)
    left = screens.roster(await membership.everybody(connections), connections.present())
    return Reaction(toast=say("{} is out.", member.name), edit=left)


async def _meant(connections: Connections, pressed: Pressed) -> Member | None:
    text = pressed.press.id
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST):
        return None
    return await membership.one(connections, TelegramUserId(int(text)))


async def _anew(connections: Connections, pressed: Pressed) -> Reaction:
    now = await roster(connections, pressed)
    return Reaction(toast=OUT_OF_DATE, edit=now.edit)
