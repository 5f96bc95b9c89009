"""/posts: somebody's photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import spans, targets, viewing
from bot.queries import ListKind, Query
from bot.screen import Screen
from bot.screens import nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The newest photos of this person, or of whom the answered card shows; of the owner without either."""
    word, wanted = spans.split(asked.argument)
    span = spans.read(wanted, connections.present())
    if wanted and span is None:
        return (nothing.no_span(wanted),)
    if not word and asked.below is None:
        word = targets.SELF
    person = await targets.person(connections, asked, word)
    if isinstance(person, Screen):
        return (person,)
    return await viewing.answer(connections, asked.chat, Query(kind=ListKind.USER, value=person.id, span=span))
