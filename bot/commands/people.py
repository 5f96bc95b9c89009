"""/people: who may use the bot, and /whoami: what the asker is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import membership
from bot.screens import members as screens
from storage import accounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, _asked: Asked) -> Sequence[Shown]:
    """Everybody, with what can be changed."""
    return (screens.roster(await membership.everybody(connections), connections.present()),)


async def whoami(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """What the asker is and may do."""
    member = await membership.one(connections, asked.user)
    if member is None:
        return ()
    async with connections.database.read() as session:
        account = await accounts.get(session, connections.account)
    return (screens.whoami(asked.user, asked.by, member.role, account.username if account else ""),)
