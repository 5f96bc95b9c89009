"""What must be so after a backup was put back: the ledger has forgotten what was done since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, update

from domain.plans import LIMIT_CLASS
from storage.states import ActionState
from storage.tables import ActionRow, SourceRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

_MAY_HAVE_GONE_ON = (ActionState.PLANNED, ActionState.PENDING, ActionState.IN_FLIGHT)
_LOOKED_FOR = tuple(LIMIT_CLASS)
_NOTE = "A backup was put back, so it may have been done meanwhile."


async def begin_anew(session: AsyncSession, now: datetime) -> tuple[int, int]:
    """Put in doubt what may have been done since, and let every list begin with a first look, which only marks.

    Gives how many actions and lists that are. What waits for a person stays: before a call everything is looked at.
    """
    doubted = await session.scalars(
        update(ActionRow)
        .where(col(ActionRow.state).in_(_MAY_HAVE_GONE_ON), col(ActionRow.kind).in_(_LOOKED_FOR))
        .values(
            state=ActionState.UNCERTAIN,
            note=_NOTE,
            uncertain_since=now,
            absent_looks=0,
            next_at=now,
            first_intent_at=col(ActionRow.created_at),
            changed_at=now,
        )
        .returning(col(ActionRow.id))
    )
    begun = await session.scalars(update(SourceRow).values(baseline_at=None).returning(col(SourceRow.id)))
    return len(doubted.all()), len(begun.all())
