"""/list: who is on the lists of the rules, and who else is to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import people
from bot.lengths import length
from bot.screens import empty, lists
from storage import listing
from storage.listing import MUTED, NEVER, Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections

_WORDS = 2
"""A list and what to do with it; a third is the person, a fourth for how long."""


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Every list, or one of them; with `add` or `remove`, change it."""
    words = asked.argument.split()
    names = sorted({NEVER, *connections.rules().lists})
    added = await _added(connections)
    if not words:
        return (lists.overview(names, connections.rules().lists, added),)
    if words[0] not in names:
        return (lists.no_list(words[0], names),)
    if len(words) <= _WORDS or words[1] not in {"add", "remove"}:
        return (lists.one(words[0], connections.rules().lists.get(words[0], ()), added, connections.present()),)
    change = _add if words[1] == "add" else _remove
    return (await change(connections, asked, words[0], words[2:]),)


async def _add(connections: Connections, asked: Asked, name: str, words: list[str]) -> Shown:
    person, alike = await people.named(connections, words[0].removeprefix("@"))
    if person is None:
        return empty.nobody_named(words[0].removeprefix("@"), alike)
    end = length(words[1]) if words[1:] else None
    if words[1:] and end is None:
        return lists.no_length(words[1])
    now = connections.clock()
    until = None if end is None else now + end
    entry = Entry(list=name, person=person.id, username=person.username, added_by=asked.by, until=until)
    async with connections.database.write() as session:
        await listing.put(session, connections.account, entry, now)
    return lists.added(entry, connections.present())


async def _remove(connections: Connections, _asked: Asked, name: str, words: list[str]) -> Shown:
    wanted = words[0].removeprefix("@").lower()
    known = next(
        (one for one in await _added(connections) if one.list == name and one.username.lower() == wanted), None
    )
    if known is None:
        return lists.not_added(name, wanted)
    async with connections.database.write() as session:
        await listing.remove(session, connections.account, name, known.person)
    return lists.removed(known)


async def _added(connections: Connections) -> list[Entry]:
    async with connections.database.read() as session:
        everybody = await listing.all_of(session, connections.account, connections.clock())
    return [entry for entry in everybody if entry.list != MUTED]
