"""Which accounts have something to do: one look for all of them, so that hundreds can share a ticker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, or_
from sqlmodel import col, select

from domain.ids import AccountKey
from storage.states import ActionState, EventState
from storage.tables import ActionRow, EventRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

_TIMED = (ActionState.PLANNED, ActionState.AWAITING_APPROVAL, ActionState.PENDING, ActionState.UNCERTAIN)


async def judging(session: AsyncSession, accounts: Collection[AccountKey], now: datetime) -> set[AccountKey]:
    """Those of the accounts with events that no rule has seen, or that are to be judged again by now."""
    again = and_(col(EventRow.state) == EventState.JUDGED, col(EventRow.next_judge_at) <= now)
    query = (
        select(EventRow.account)
        .where(col(EventRow.account).in_(accounts), or_(col(EventRow.state) == EventState.NEW, again))
        .distinct()
    )
    return set(map(AccountKey, await session.scalars(query)))


async def acting(session: AsyncSession, accounts: Collection[AccountKey], now: datetime) -> set[AccountKey]:
    """Those of the accounts with actions whose time has come, or that are under way."""
    timed = and_(col(ActionRow.state).in_(_TIMED), col(ActionRow.next_at) <= now)
    query = (
        select(ActionRow.account)
        .where(col(ActionRow.account).in_(accounts), or_(col(ActionRow.state) == ActionState.IN_FLIGHT, timed))
        .distinct()
    )
    return set(map(AccountKey, await session.scalars(query)))
