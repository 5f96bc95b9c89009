"""/undo: what was done is taken back, after a question that names all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions import undoing
from bot import inbox, lists
from bot.lengths import length
from bot.screens import lists as told
from bot.screens import log as screens
from domain.details import UndoDetail
from domain.ids import ActionId
from storage import actions, deeds, views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.undoing import Undo
    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from domain.ids import ChatId
    from storage.actions import StoredAction

_LOOKED_AT = 1000
_LONGEST = 18
_WITH_RULE = 2


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Ask about the last action, one by number, or those of a rule since a while."""
    words = asked.argument.removeprefix("#").split()
    alone = not words or _is_number(words[0])
    since = length(words[1].removeprefix("since")) if len(words) == _WITH_RULE else None
    if not alone and since is None:
        return (told.told(f"Say how far back to go with the rule {words[0]}, as in /undo {words[0]} 2h."),)
    async with connections.database.read() as session:
        if since is not None:
            found = await deeds.since(session, connections.account, words[0], connections.clock() - since)
        elif words:
            one = await actions.get(session, ActionId(int(words[0])))
            found = [one] if one is not None and one.account == connections.account else []
        else:
            latest = await deeds.latest(session, connections.account, _LOOKED_AT)
            found = [one for one in latest if not isinstance(one.wish.detail, UndoDetail)][:1]
    return (await _asked(connections, asked.chat, found, chosen=alone),)


async def taken_back(connections: Connections, chat: ChatId, token: str, by: str) -> int | None:
    """Let all that the question named be taken back; gives how many. None: the question is out of date."""
    async with connections.database.write() as session:
        payload = await views.get(session, token, chat, connections.clock())
        if payload is None or "undo" not in payload:
            return None
        await views.change(session, token, {})
        found = [await actions.get(session, ActionId(number)) for number in payload["undo"]]
        ours = [one for one in found if one is not None and one.account == connections.account]
        undos = [await undoing.undo_of(session, one, chosen=payload["chosen"]) for one in ours]
        return await undoing.queue(session, undos, by, connections.clock())


async def _asked(connections: Connections, chat: ChatId, found: Sequence[StoredAction], *, chosen: bool) -> Shown:
    async with connections.database.read() as session:
        undos: list[Undo] = [await undoing.undo_of(session, one, chosen=chosen) for one in found]
    named = [(one, await inbox.name_of(connections, one.action.event)) for one in undos]
    able = [one.action.id for one in undos if one.wish is not None]
    if not able:
        return screens.cannot(named, connections.present())
    token = await lists.keep(connections, chat, {"undo": able, "chosen": chosen})
    return screens.asking(named, token, connections.present())


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) <= _LONGEST
