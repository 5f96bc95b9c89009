"""/followers, /following, /likes and /find: lists of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import crowds, targets
from bot.crowds import MOST, CrowdKind
from bot.screen import Screen
from bot.screens import empty
from domain.ids import UserId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def followers(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Who follows somebody, or the owner."""
    return await _around(connections, asked, CrowdKind.FOLLOWERS)


async def following(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Whom somebody follows, or the owner."""
    return await _around(connections, asked, CrowdKind.FOLLOWING)


async def likes(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Who likes a photo."""
    media = await targets.photo(connections, asked, asked.argument)
    if isinstance(media, Screen):
        return (media,)
    return await _listed(connections, asked, CrowdKind.LIKERS, media.id)


async def find(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """People with a name like this; a number at the end says how many."""
    name, _, last = asked.argument.rpartition(" ")
    count = int(last) if name and last.isascii() and last.isdecimal() and 1 <= int(last) <= MOST else None
    wanted = (name if count else asked.argument).strip().removeprefix("@")
    if not wanted:
        return (empty.which_name(),)
    return await _listed(connections, asked, CrowdKind.FOUND, wanted, count)


async def _around(connections: Connections, asked: Asked, kind: CrowdKind) -> Sequence[Shown]:
    if not asked.argument and asked.below is None:
        return await _listed(connections, asked, kind, connections.me)
    person = await targets.person(connections, asked, asked.argument)
    return (person,) if isinstance(person, Screen) else await _listed(connections, asked, kind, UserId(person.id))


async def _listed(
    connections: Connections, asked: Asked, kind: CrowdKind, value: str, count: int | None = None
) -> Sequence[Shown]:
    crowd = await crowds.fetch(connections, kind, value, count=count)
    return (await crowds.opened(connections, asked.chat, crowd),)
