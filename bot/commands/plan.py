"""/plan: what would happen to a photo if it came now, or what happens next. Nothing is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import foreseeing, targets
from bot.screen import Screen
from bot.screens import plan as screens
from polling import lists
from storage import actions, archive, cases
from storage.states import OPEN_STATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections

_MOST = 1_000


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """About a photo, or the one that the answered card shows; without either, about all that waits."""
    word = asked.argument.strip()
    if not word and asked.below is None:
        return (await _waiting(connections),)
    media = await targets.photo(connections, asked, word)
    if isinstance(media, Screen):
        return (media,)
    event, judgement = await foreseeing.foreseen(connections, media)
    async with connections.database.read() as session:
        before = await actions.of_event(session, connections.account, event.key)
    named = sorted(lists.label(source) for source in event.sources)
    return (screens.foreseen(event, judgement, named, before, connections.present()),)


async def _waiting(connections: Connections) -> Screen:
    now, account = connections.clock(), connections.account
    async with connections.database.read() as session:
        due = await cases.due(session, account, now, _MOST)
        later, next_later = await archive.judged_later(session, account, now)
        still = await actions.in_state(session, account, OPEN_STATES)
    return screens.waiting(still, len(due), (later, next_later), connections.present())
