"""/help: what can be typed, after what matters now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import standing, watched
from bot.screens.start import help_page
from storage import switches
from storage.switches import Switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Answer, Asked, Command, Shown
    from bot.connections import Connections


def listing(commands: Sequence[Command]) -> Answer:
    """The answer that lists these commands."""

    async def answer(connections: Connections, _asked: Asked) -> Sequence[Shown]:
        async with connections.database.read() as session:
            paused = await switches.get(session, Switch.PAUSED) is not None
        page = help_page(
            [(command.usage, command.summary) for command in commands],
            waiting=await standing.waiting(connections),
            paused=paused,
            rules=len(connections.rules().rules),
            tags=watched.tags(connections),
        )
        return (page,)

    return answer
