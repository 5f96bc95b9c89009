"""/help: what can be typed, after what matters now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import rights, standing, watched
from bot.screens.start import help_page
from storage import switches
from storage.switches import Switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Answer, Asked, Command, Shown
    from bot.connections import Connections


def listing(commands: Sequence[Command]) -> Answer:
    """The answer that lists those of these commands that the asker may type."""

    async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
        async with connections.database.read() as session:
            paused = await switches.get(session, Switch.PAUSED) is not None
        role = await rights.role_of(connections, asked.user)
        allowed = [command for command in commands if role is not None and role.covers(command.least)]
        page = help_page(
            [(command.usage, command.summary) for command in allowed],
            waiting=await standing.waiting(connections),
            paused=paused,
            rules=len(connections.rules().rules),
            tags=watched.tags(connections),
        )
        return (page,)

    return answer
