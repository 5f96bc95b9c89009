"""Moving an action on, so that the log and the chats know of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from actions.rivalry import opposites_on
from domain.details import UndoDetail
from domain.ids import ActionId
from domain.plans import ActionKind, Reason
from storage import actions, attempts, moves, notices
from storage.moves import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from storage.actions import StoredAction
    from storage.attempts import Ending

LOGGER = logging.getLogger(__name__)

TOLD = frozenset({ActionState.AWAITING_APPROVAL, ActionState.FAILED, ActionState.REVIEW})
"""Somebody must hear of these. What a rule has done is told, too; what a person has done they have seen."""
SILENT = frozenset({ActionKind.REMEMBER, ActionKind.MARK})
"""Of these nobody wants to hear each time."""


async def carry(session: AsyncSession, action: StoredAction, move: Move, now: datetime) -> bool:
    """Move an action that is not under way; False when another was quicker."""
    if not await moves.make(session, action, move, now):
        return False
    await _follow(session, action, move, now)
    return True


async def conclude(session: AsyncSession, action: StoredAction, ending: Ending, now: datetime) -> bool:
    """Write how an attempt ended; False when the action is no longer ours."""
    if not await attempts.settle(session, action, ending, now):
        LOGGER.warning("An answer came after the action was taken over.", extra={"action_id": action.id})
        return False
    await _follow(session, action, ending.move, now)
    return True


async def _follow(session: AsyncSession, action: StoredAction, move: Move, now: datetime) -> None:
    if move.state is ActionState.DONE:
        await _undo_opposites(session, action, move, now)
    tell = notices.tell if _is_news(action, move) else notices.refresh
    await tell(session, action.account, action.event, now)
    if move.state is not action.state:
        LOGGER.info(
            "%s %s: %s%s",
            action.kind,
            action.wish.target,
            move.state,
            f" ({move.reason})" if move.reason else "",
            extra={"action_id": action.id, "event_key": action.event},
        )


def _is_news(action: StoredAction, move: Move) -> bool:
    """Whether somebody must hear of it. What a burst holds is asked about all at once."""
    if move.reason is Reason.BURST or action.kind in SILENT:
        return False
    announced = move.vetoable_until is not None and action.vetoable_until is None
    done_by_rule = move.state is ActionState.DONE and action.decided_by is None
    return announced or done_by_rule or move.state in TOLD


async def _undo_opposites(session: AsyncSession, action: StoredAction, move: Move, now: datetime) -> None:
    """What this takes back is done no longer, and may be done again."""
    who = move.by or action.decided_by or " and ".join(rule.id for rule in action.wish.rules)
    note = f"{who} took it back." if who else "It was taken back."
    back = Move(state=ActionState.CANCELLED, note=note, by=move.by or action.decided_by)
    undone = list(await opposites_on(session, action.account, action.kind, action.wish.target))
    if isinstance(action.wish.detail, UndoDetail):
        named = await actions.get(session, ActionId(action.wish.detail.action))
        undone += [named] if named is not None and named.id not in {other.id for other in undone} else []
    for other in undone:
        if other.state is ActionState.DONE:
            await moves.make(session, other, back, now)
            await notices.refresh(session, other.account, other.event, now)
