"""/tags: tags that begin alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import watched
from bot.nothing import similar
from bot.queries import TAG
from bot.screens import empty, tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The tags that begin so, with how often each is used."""
    beginning = asked.argument.removeprefix("#").lower()
    if not beginning:
        return (tags.which_beginning(watched.tags(connections)),)
    if not TAG.fullmatch(beginning):
        return (empty.not_a_tag(asked.argument, watched.tags(connections)),)
    found = await connections.network.search_tags(beginning)
    if not found:
        return (tags.none_found(beginning, await similar(connections, beginning)),)
    return (tags.found(beginning, found),)
