"""/log: what was done, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import events, log, people
from bot.log import Part
from bot.screens import empty
from domain.ids import ActionId
from storage import actions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections

_LONGEST = 18


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """All of it; with a rule's id or somebody's name, that rule's or theirs; with a number, what it is about."""
    name = asked.argument.strip()
    if not name:
        return (await log.page(connections, Part(), 0),)
    if any(rule.ref.id == name for rule in connections.rules().rules):
        return (await log.page(connections, Part(rule=name), 0),)
    number = name.removeprefix("#")
    if number.isascii() and number.isdecimal() and len(number) <= _LONGEST:
        return (await _about(connections, ActionId(int(number))),)
    person, alike = await people.named(connections, name.removeprefix("@"))
    if person is None:
        return (empty.nobody_named(name.removeprefix("@"), alike),)
    return (await log.page(connections, Part(person=person.id), 0, f"@{person.username}"),)


async def _about(connections: Connections, number: ActionId) -> Shown:
    async with connections.database.read() as session:
        action = await actions.get(session, number)
    now = None
    if action is not None and action.account == connections.account:
        now = await events.view(connections, action.event)
    return await log.page(connections, Part(), 0) if now is None else now.screen
