"""Moving an action on, so that the log and the chats know of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from storage import actions, attempts, notices
from storage.states import ActionState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from storage.actions import Move, StoredAction
    from storage.attempts import Ending

LOGGER = logging.getLogger(__name__)

TOLD = frozenset({ActionState.AWAITING_APPROVAL, ActionState.FAILED, ActionState.REVIEW})
"""Somebody must hear of these. What a rule has done is told, too; what a person has done they have seen."""


async def carry(session: AsyncSession, action: StoredAction, move: Move, now: datetime) -> bool:
    """Move an action that is not under way; False when another was quicker."""
    if not await actions.move(session, action, move, now):
        return False
    await _tell(session, action, move, now)
    return True


async def conclude(session: AsyncSession, action: StoredAction, ending: Ending, now: datetime) -> bool:
    """Write how an attempt ended; False when the action is no longer ours."""
    if not await attempts.settle(session, action, ending, now):
        LOGGER.warning("An answer came after the action was taken over.", extra={"action_id": action.id})
        return False
    await _tell(session, action, ending.move, now)
    return True


async def _tell(session: AsyncSession, action: StoredAction, move: Move, now: datetime) -> None:
    done_by_rule = move.state is ActionState.DONE and action.decided_by is None
    tell = notices.tell if move.state in TOLD or done_by_rule else notices.refresh
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
