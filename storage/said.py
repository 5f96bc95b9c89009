"""What our comments said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from domain.plans import ActionKind
from storage.states import ActionState
from storage.tables import ActionRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from storage.actions import StoredAction

_MAY_STAND = (
    ActionState.PENDING,
    ActionState.IN_FLIGHT,
    ActionState.UNCERTAIN,
    ActionState.REVIEW,
    ActionState.DONE,
)


async def since(session: AsyncSession, action: StoredAction, moment: datetime) -> set[str]:
    """The words of all comments and answers since then, besides this one's, that were posted or are about to be."""
    query = select(ActionRow.wish).where(
        ActionRow.account == action.account,
        col(ActionRow.kind).in_((ActionKind.COMMENT, ActionKind.REPLY)),
        col(ActionRow.state).in_(_MAY_STAND),
        ActionRow.changed_at >= moment,
        ActionRow.id != action.id,
    )
    texts = (wish["text"] for wish in await session.scalars(query))
    return {text for text in texts if text is not None}
