"""Looks that planned more than one look may, and what a person said to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlmodel import and_, col, select, update

from domain.plans import LIMIT_CLASS
from storage.actions import stored
from storage.tables import ActionRow, BurstRow, EventRow
from storage.upsert import insert_new

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlmodel.sql.expression import SelectOfScalar

    from domain.ids import AccountKey, EventKey
    from storage.actions import StoredAction


class Answer(StrEnum):
    """What becomes of everything that one look planned."""

    ALLOW = "allow"
    DROP = "drop"


@dataclass(frozen=True, kw_only=True, slots=True)
class Burst:
    """One look that planned too much."""

    id: int
    seen_at: datetime
    answer: Answer | None
    answered_by: str | None

    @property
    def subject(self) -> str:
        """Under which its question is told."""
        return f"burst:{self.id}"


async def looks(session: AsyncSession, account: AccountKey, events: Collection[EventKey]) -> list[datetime]:
    """The looks that brought these events, the earliest first."""
    query = (
        select(EventRow.first_seen_at).where(EventRow.account == account, col(EventRow.key).in_(events)).distinct()
    )
    return sorted(await session.scalars(query))


async def planned(session: AsyncSession, account: AccountKey, seen_at: datetime) -> list[StoredAction]:
    """Everything that rules alone want written about what one look brought."""
    here = and_(col(EventRow.account) == col(ActionRow.account), col(EventRow.key) == col(ActionRow.event_key))
    query = (
        select(ActionRow)
        .join(EventRow, here)
        .where(
            EventRow.account == account,
            EventRow.first_seen_at == seen_at,
            col(ActionRow.kind).in_(LIMIT_CLASS),
            col(ActionRow.decided_by).is_(None),
        )
        .order_by(col(ActionRow.id))
    )
    return [stored(row) for row in await session.scalars(query)]


async def put(session: AsyncSession, account: AccountKey, seen_at: datetime) -> Burst:
    """The burst of a look, kept from now on."""
    await insert_new(session, BurstRow, [{"account": account, "seen_at": seen_at}], "id")
    row = await session.scalar(_of(account).where(col(BurstRow.seen_at) == seen_at))
    if row is None:
        raise LookupError(f"the burst of {seen_at} is gone")
    return _burst(row)


async def at(session: AsyncSession, account: AccountKey, seen_at: datetime) -> Burst | None:
    """The burst of a look, if it was one."""
    row = await session.scalar(_of(account).where(col(BurstRow.seen_at) == seen_at))
    return _burst(row) if row else None


async def unanswered(session: AsyncSession, account: AccountKey) -> list[Burst]:
    """The bursts that nobody has answered, the earliest first."""
    query = _of(account).where(col(BurstRow.answer).is_(None)).order_by(col(BurstRow.id))
    return [_burst(row) for row in await session.scalars(query)]


async def get(session: AsyncSession, account: AccountKey, number: int) -> Burst | None:
    """A burst by number."""
    row = await session.scalar(_of(account).where(col(BurstRow.id) == number))
    return _burst(row) if row else None


async def answer(session: AsyncSession, burst: Burst, said: Answer, by: str) -> bool:
    """Keep what a person said; False when another had been quicker."""
    statement = (
        update(BurstRow)
        .where(col(BurstRow.id) == burst.id, col(BurstRow.answer).is_(None))
        .values(answer=said, answered_by=by)
        .returning(col(BurstRow.id))
    )
    return (await session.scalar(statement)) is not None


def _of(account: AccountKey) -> SelectOfScalar[BurstRow]:
    return select(BurstRow).where(BurstRow.account == account).execution_options(populate_existing=True)


def _burst(row: BurstRow) -> Burst:
    return Burst(
        id=row.id,
        seen_at=row.seen_at,
        answer=Answer(row.answer) if row.answer else None,
        answered_by=row.answered_by,
    )
