"""A message that answers one of ours: the words of an answer, or other words for a comment that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import events, rights
from bot.screens import lists
from domain.ids import EventKey
from domain.plans import ActionKind
from storage import actions, notices
from storage.states import ActionState, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.results import Result
    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from storage.actions import StoredAction

_WORDED = frozenset({ActionKind.COMMENT, ActionKind.REPLY})


async def answer(connections: Connections, asked: Asked, message_id: int) -> Sequence[Shown] | None:
    """What came of the words below a card; None when words mean nothing to that card."""
    async with connections.database.read() as session:
        subject = await notices.shown_in(session, connections.account, asked.chat, message_id)
        wanted = await actions.of_event(session, connections.account, EventKey(subject)) if subject else []
    if subject is None:
        return None
    result = await _take(connections, asked, EventKey(subject), wanted)
    if result is None:
        return None
    now = await events.view(connections, EventKey(subject))
    return (lists.told(result.sentence), *([now.screen] if now else ()))


async def _take(
    connections: Connections, asked: Asked, event: EventKey, wanted: Sequence[StoredAction]
) -> Result | None:
    drafts = [one for one in wanted if one.kind in _WORDED and one.state is ActionState.AWAITING_APPROVAL]
    if not drafts and not event.startswith("comment:"):
        return None
    await rights.demand(connections, asked.user, Role.OPERATOR)
    if drafts:
        return await connections.desk.rulings.reword(drafts[0].id, asked.argument, asked.by)
    return await connections.desk.reply(event, asked.argument, asked.by)
