"""/why: what the rules found in something, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import events, targets
from bot.buttons import Verb, event_of
from bot.screen import Screen
from bot.screens import why as screens
from domain.ids import EventKey, MediaId
from storage import archive, notices, seen
from storage import events as happened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.asking import Asked, Below, Shown
    from bot.connections import Connections

_MOST = 5


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Why, about what a link, an id, a short code or @name means, or about what the answered card shows."""
    word = asked.argument.strip()
    if not word and asked.below is None:
        return (screens.about_what(),)
    if not word and asked.below is not None:
        key = await _shown(connections, asked, asked.below)
        return (await events.reasons(connections, key) if key is not None else screens.nothing_there(),)
    code = targets.code_in(word)
    async with connections.database.read() as session:
        keys = await archive.find(session, connections.account, word, _MOST)
        keys = keys or (await archive.find(session, connections.account, code, _MOST) if code else [])
        if not keys:
            was_there = bool(await seen.known(session, connections.account, [MediaId(word)]))
            return (screens.unknown(word, code or word, was_there=was_there),)
        others = [await _other(session, connections, key) for key in keys[1:]]
    newest = await events.reasons(connections, keys[0])
    rows = screens.others([one for one in others if one is not None], connections.present())
    return (replace(newest, keyboard=(*newest.keyboard, *rows)),)


async def _shown(connections: Connections, asked: Asked, below: Below) -> EventKey | None:
    """The event that a card shows, whether it told of it or was looked up."""
    async with connections.database.read() as session:
        subject = await notices.shown_in(session, connections.account, asked.chat, below.message_id)
        if subject is not None and await happened.get(session, connections.account, EventKey(subject)) is not None:
            return EventKey(subject)
    said = next((event_of(press) for press in below.presses if press.verb is Verb.WHY), None)
    if said is not None:
        return said
    media = await targets.photo(connections, asked, "")
    return None if isinstance(media, Screen) else EventKey(f"media:{media.id}")


async def _other(session: AsyncSession, connections: Connections, key: EventKey) -> screens.Other | None:
    known = await happened.get(session, connections.account, key)
    return None if known is None else screens.Other(key=key, at=known.event.first_seen_at)
