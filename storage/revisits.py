"""Comments of ours that were posted some time ago, and whether anybody has looked after them since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select, update

from domain.plans import ActionKind
from storage.actions import stored
from storage.states import ActionState
from storage.tables import ActionRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey
    from storage.actions import StoredAction


async def due(
    session: AsyncSession, account: AccountKey, *, after: datetime, until: datetime, limit: int
) -> list[StoredAction]:
    """Comments posted in a span of time that nobody has looked after, oldest first."""
    query = (
        select(ActionRow)
        .where(
            ActionRow.account == account,
            ActionRow.state == ActionState.DONE,
            ActionRow.kind == ActionKind.COMMENT,
            col(ActionRow.revisited_at).is_(None),
            col(ActionRow.first_intent_at) > after,
            col(ActionRow.first_intent_at) <= until,
        )
        .order_by(col(ActionRow.id))
        .limit(limit)
    )
    return [stored(row) for row in await session.scalars(query)]


async def note(session: AsyncSession, action: StoredAction, now: datetime) -> None:
    """Somebody has looked after a comment."""
    await session.execute(update(ActionRow).where(col(ActionRow.id) == action.id).values(revisited_at=now))
