"""Everything that was decided and done, page by page, for an export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, select

from storage import events
from storage.actions import stored
from storage.archive import Try
from storage.states import Outcome
from storage.tables import ActionRow, AttemptRow, EventRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey, ActionId
    from storage.actions import StoredAction
    from storage.events import JudgedEvent


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What the rules said to an event, and when."""

    number: int
    """Rises with the time at which events came."""
    judged: JudgedEvent
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """An action with every attempt at it, the first one first."""

    action: StoredAction
    tries: tuple[Try, ...]


async def decisions(
    session: AsyncSession, account: AccountKey, since: datetime, *, after: int, most: int
) -> list[Decision]:
    """The next events that were judged since then, `after` that number."""
    query = (
        select(EventRow)
        .where(EventRow.account == account, col(EventRow.judged_at) >= since, EventRow.id > after)
        .order_by(col(EventRow.id))
        .limit(most)
    )
    rows = await session.scalars(query)
    return [
        Decision(number=row.id, judged=events.judged(row), at=row.judged_at)
        for row in rows
        if row.judged_at is not None
    ]


async def deeds(session: AsyncSession, account: AccountKey, since: datetime, *, after: int, most: int) -> list[Deed]:
    """The next actions that changed since then, `after` that number, whatever became of them."""
    query = (
        select(ActionRow)
        .where(ActionRow.account == account, ActionRow.changed_at >= since, ActionRow.id > after)
        .order_by(col(ActionRow.id))
        .limit(most)
    )
    known = [stored(row) for row in await session.scalars(query)]
    tried = await _tries(session, [action.id for action in known])
    return [Deed(action=action, tries=tuple(tried.get(action.id, ()))) for action in known]


async def _tries(session: AsyncSession, numbers: list[ActionId]) -> dict[int, list[Try]]:
    query = select(AttemptRow).where(col(AttemptRow.action_id).in_(numbers)).order_by(col(AttemptRow.n))
    found: dict[int, list[Try]] = {}
    for row in await session.scalars(query):
        one = Try(
            started_at=row.started_at,
            ended_at=row.ended_at,
            outcome=None if row.outcome is None else Outcome(row.outcome),
            detail=row.detail,
        )
        found.setdefault(row.action_id, []).append(one)
    return found
