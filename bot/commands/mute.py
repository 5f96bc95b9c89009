"""/mute and /unmute: whom rules leave alone for a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import people
from bot.lengths import length
from bot.screens import empty, lists
from storage import listing
from storage.listing import MUTED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Mute somebody; without a name, who is muted."""
    name, _, rest = asked.argument.partition(" ")
    if not name:
        return (lists.muted(await _muted(connections), connections.present()),)
    end = length(rest.strip()) if rest.strip() else None
    if rest.strip() and end is None:
        return (lists.no_length(rest.strip()),)
    return (await _mute(connections, asked, name.removeprefix("@"), end),)


async def lift(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Let rules meet somebody again."""
    name = asked.argument.strip().removeprefix("@")
    known = next((one for one in await _muted(connections) if one.username.lower() == name.lower()), None)
    if known is None:
        return (lists.muted(await _muted(connections), connections.present()),)
    result = await connections.desk.rulings.unmute(known.person, known.username)
    return (lists.told(result.sentence),)


async def _mute(connections: Connections, asked: Asked, name: str, end: timedelta | None) -> Shown:
    person, alike = await people.named(connections, name)
    if person is None:
        return empty.nobody_named(name, alike)
    result = await connections.desk.rulings.mute(person, end, asked.by)
    return lists.told(result.sentence)


async def _muted(connections: Connections) -> list[listing.Entry]:
    async with connections.database.read() as session:
        everybody = await listing.all_of(session, connections.account, connections.clock())
    return [entry for entry in everybody if entry.list == MUTED]
