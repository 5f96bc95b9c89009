"""/user: somebody's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import people
from bot.screens import empty
from domain.errors import RefusedError
from domain.ids import UserId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The page of the person with this name or id; people with a name like it where there is none."""
    name = asked.argument.removeprefix("@")
    if not name:
        return (empty.which_user(connections.me),)
    if name.lower() == "self":
        return (await people.page(connections, connections.me),)
    if name.isdecimal():
        return (await _by_id(connections, UserId(name)),)
    person, alike = await people.named(connections, name)
    if person is None:
        return (empty.nobody_named(name, alike),)
    return (await people.page(connections, person.id),)


async def _by_id(connections: Connections, user_id: UserId) -> Shown:
    try:
        return await people.page(connections, user_id)
    except RefusedError:
        _, alike = await people.named(connections, user_id)
        return empty.nobody_named(user_id, alike)
