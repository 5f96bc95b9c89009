"""/start: hello."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import standing, watched
from bot.screens.start import welcome
from storage import accounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from storage.states import Role


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """What this is and where to go, for somebody who is a member already."""
    return (await _hello(connections, asked.by, None),)


async def paired(connections: Connections, asked: Asked, role: Role) -> Sequence[Shown]:
    """The same for somebody who has just become one."""
    return (await _hello(connections, asked.by, role),)


async def _hello(connections: Connections, name: str, paired: Role | None) -> Shown:
    async with connections.database.read() as session:
        account = await accounts.get(session, connections.account)
    return welcome(
        name,
        account.username if account else "",
        waiting=await standing.waiting(connections),
        tags=watched.tags(connections),
        paired=paired,
    )
