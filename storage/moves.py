"""Moving an action on, unless another was quicker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, update

from storage import codec, waiting
from storage.ledger import Move
from storage.tables import ActionRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from storage.actions import StoredAction

__all__ = [
    "Move",
    "make",
    "unchanged",
]


async def make(session: AsyncSession, action: StoredAction, move: Move, now: datetime) -> bool:
    """Move an action on from exactly the state and attempt it was read in; False when another was quicker."""
    values: dict[str, object] = {
        "state": move.state,
        "reason": move.reason,
        "note": move.note,
        "next_at": move.next_at or action.next_at,
        "vetoable_until": move.vetoable_until or action.vetoable_until,
        "changed_at": now,
    }
    if move.by is not None:
        values |= {"decided_by": move.by, "decided_at": now}
    if move.wish is not None:
        values["wish"] = codec.encode(move.wish)
    statement = update(ActionRow).where(*unchanged(action)).values(**values).returning(col(ActionRow.id))
    if (await session.scalar(statement)) is None:
        return False
    await waiting.wake(session, action, move.state, now)
    return True


def unchanged(action: StoredAction) -> tuple[ColumnElement[bool], ...]:
    """The condition that nobody has moved an action, or decided about it, since it was read."""
    return (
        col(ActionRow.id) == action.id,
        col(ActionRow.state) == action.state,
        col(ActionRow.attempt) == action.attempt,
        col(ActionRow.decided_by).is_not_distinct_from(action.decided_by),
    )
