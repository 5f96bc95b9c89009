"""/tag: photos with a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import viewing, watched
from bot.queries import TAG, ListKind, Query, how_many
from bot.screens import empty, nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The newest photo with the tag, as a card that pages."""
    name, count = asked.argument, None
    word, _, number = asked.argument.rpartition(" ")
    if word and number.isdecimal():
        name, count = word.strip(), how_many(number)
        if count is None:
            return (nothing.no_count(number),)
    tag = name.removeprefix("#").lower()
    if not tag:
        return (empty.which_tag(watched.tags(connections)),)
    if not TAG.fullmatch(tag):
        return (empty.not_a_tag(asked.argument, watched.tags(connections)),)
    return await viewing.answer(connections, asked.chat, Query(kind=ListKind.TAG, value=tag, count=count))
