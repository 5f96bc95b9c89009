"""/user and /me: somebody's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import people, targets
from bot.screen import Screen
from bot.screens import empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The page of the person with this name or id; people with a name like it where there is none."""
    if not asked.argument and asked.below is None:
        return (empty.which_user(connections.me),)
    person = await targets.person(connections, asked, asked.argument)
    return (person if isinstance(person, Screen) else await people.page(connections, person.id),)


async def mine(connections: Connections, _asked: Asked) -> Sequence[Shown]:
    """The owner's own page."""
    return (await people.page(connections, connections.me),)
