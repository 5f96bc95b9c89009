"""/invite: a code that lets somebody in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.pairing import CODE_LASTS
from bot.screens import members as screens
from storage import members
from storage.states import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """A fresh code for the role; an older one for it that nobody used stops working."""
    wanted = asked.argument.strip().lower()
    if wanted not in frozenset(Role):
        return (screens.which_role(asked.argument.strip()),)
    async with connections.database.write() as session:
        code = await members.new_code(session, Role(wanted), connections.clock() + CODE_LASTS)
    return (screens.invitation(connections.bot, code, Role(wanted)),)
