"""Classes of actions that the network seems to mind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, select, update

from domain.plans import LimitClass
from storage.states import Outcome
from storage.tables import AttemptRow, BreakerRow
from storage.upsert import replace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey


@dataclass(frozen=True, kw_only=True, slots=True)
class Breaker:
    """A class of which rules do nothing by themselves until a person says so."""

    limit: LimitClass
    because: str
    """A sentence for the owner."""
    frozen_until: datetime
    """Before that nobody does anything of it."""


async def put(session: AsyncSession, account: AccountKey, breaker: Breaker, now: datetime) -> None:
    """Open a breaker."""
    row = {
        "account": account,
        "limit_class": breaker.limit,
        "because": breaker.because,
        "opened_at": now,
        "frozen_until": breaker.frozen_until,
        "lifted_at": None,
    }
    await replace(session, BreakerRow, row, keys=["account", "limit_class"])


async def get(session: AsyncSession, account: AccountKey, limit: LimitClass) -> Breaker | None:
    """The open breaker of a class."""
    row = await session.get(BreakerRow, (account, limit), populate_existing=True)
    return _breaker(row) if row is not None and row.lifted_at is None else None


async def all_of(session: AsyncSession, account: AccountKey) -> list[Breaker]:
    """Every open breaker."""
    query = select(BreakerRow).where(BreakerRow.account == account, col(BreakerRow.lifted_at).is_(None))
    return [_breaker(row) for row in await session.scalars(query.order_by(BreakerRow.limit_class))]


async def lift(session: AsyncSession, account: AccountKey, now: datetime) -> list[LimitClass]:
    """Close every breaker; gives of which classes."""
    statement = (
        update(BreakerRow)
        .where(col(BreakerRow.account) == account, col(BreakerRow.lifted_at).is_(None))
        .values(lifted_at=now)
        .returning(col(BreakerRow.limit_class))
    )
    return sorted(map(LimitClass, await session.scalars(statement)))


async def refused_in_a_row(session: AsyncSession, account: AccountKey, limit: LimitClass, most: int) -> int:
    """How many of the latest attempts of a class, up to `most`, the network refused one after the other.

    What was refused before the breaker was last lifted does not count; nor does what never left.
    """
    row = await session.get(BreakerRow, (account, limit), populate_existing=True)
    query = (
        select(AttemptRow.outcome)
        .where(
            AttemptRow.account == account,
            AttemptRow.limit_class == limit,
            col(AttemptRow.ended_at).is_not(None),
            col(AttemptRow.outcome).is_distinct_from(Outcome.NOT_SENT),
        )
        .order_by(col(AttemptRow.id).desc())
        .limit(most)
    )
    if row is not None and row.lifted_at is not None:
        query = query.where(AttemptRow.started_at > row.lifted_at)
    outcomes = list(await session.scalars(query))
    return next((count for count, one in enumerate(outcomes) if one != Outcome.REFUSED), len(outcomes))


def _breaker(row: BreakerRow) -> Breaker:
    return Breaker(limit=LimitClass(row.limit_class), because=row.because, frozen_until=row.frozen_until)
