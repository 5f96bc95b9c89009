"""The lists that are looked at, and when next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select, update

from domain.ids import AccountKey
from domain.sources import Source, SourceKind
from storage.tables import SourceRow
from storage.upsert import insert_new

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredSource:
    """A source with what is remembered about looking at it."""

    id: int
    account: AccountKey
    source: Source
    every: timedelta
    baseline_at: datetime | None
    """When it was first looked at; None: not yet, and what is there then is old."""
    next_due_at: datetime
    last_looked_at: datetime | None
    failures: int
    """In a row."""
    last_error: str | None


async def sync(session: AsyncSession, account: AccountKey, wishes: Mapping[Source, timedelta], now: datetime) -> None:
    """Look at exactly these sources from now on.

    One that comes back after it was dropped starts with a new baseline: nothing that came meanwhile is acted on.
    """
    known = {_source(row): row for row in await _rows(session, account)}
    for source, row in known.items():
        wanted = source in wishes
        if wanted and not row.active:
            row.baseline_at, row.next_due_at = None, now
            row.failures, row.last_error = 0, None
        if wanted:
            row.every_seconds = wishes[source].total_seconds()
        row.active = wanted
    new = [
        {
            "account": account,
            "kind": source.kind,
            "value": source.value,
            "active": True,
            "every_seconds": every.total_seconds(),
            "next_due_at": now,
            "failures": 0,
        }
        for source, every in wishes.items()
        if source not in known
    ]
    await insert_new(session, SourceRow, new, "id")


async def due(session: AsyncSession, account: AccountKey, now: datetime) -> list[StoredSource]:
    """The sources whose time has come, the longest overdue first."""
    query = (
        select(SourceRow)
        .where(SourceRow.account == account, col(SourceRow.active), SourceRow.next_due_at <= now)
        .order_by(col(SourceRow.next_due_at), col(SourceRow.id))
    )
    return [_stored(row) for row in await session.scalars(query)]


async def active(session: AsyncSession, account: AccountKey) -> list[StoredSource]:
    """Every source that is looked at."""
    return [_stored(row) for row in await _rows(session, account) if row.active]


async def looked(session: AsyncSession, source_id: int, now: datetime, next_due_at: datetime) -> None:
    """A look succeeded; the first one is the baseline."""
    row = await session.get_one(SourceRow, source_id)
    row.baseline_at = row.baseline_at or now
    row.last_looked_at, row.next_due_at = now, next_due_at
    row.failures, row.last_error = 0, None


async def failed(session: AsyncSession, source_id: int, error: str, next_due_at: datetime) -> int:
    """A look failed; gives how many have failed in a row."""
    statement = (
        update(SourceRow)
        .where(col(SourceRow.id) == source_id)
        .values(failures=col(SourceRow.failures) + 1, last_error=error, next_due_at=next_due_at)
        .returning(col(SourceRow.failures))
    )
    return (await session.scalars(statement)).one()


async def hasten(session: AsyncSession, source_ids: Collection[int], due_at: datetime) -> None:
    """Look at these sources at `due_at`, unless they are due before."""
    await session.execute(
        update(SourceRow)
        .where(col(SourceRow.id).in_(source_ids), col(SourceRow.next_due_at) > due_at)
        .values(next_due_at=due_at)
    )


async def pull_in(session: AsyncSession, account: AccountKey, latest: datetime) -> None:
    """Let no source wait beyond `latest`: after a jump of the clock the far future would never come."""
    await session.execute(
        update(SourceRow)
        .where(col(SourceRow.account) == account, col(SourceRow.next_due_at) > latest)
        .values(next_due_at=latest)
    )


async def _rows(session: AsyncSession, account: AccountKey) -> list[SourceRow]:
    query = select(SourceRow).where(SourceRow.account == account).order_by(col(SourceRow.id))
    return list(await session.scalars(query))


def _source(row: SourceRow) -> Source:
    return Source(kind=SourceKind(row.kind), value=row.value)


def _stored(row: SourceRow) -> StoredSource:
    return StoredSource(
        id=row.id,
        account=AccountKey(row.account),
        source=_source(row),
        every=timedelta(seconds=row.every_seconds),
        baseline_at=row.baseline_at,
        next_due_at=row.next_due_at,
        last_looked_at=row.last_looked_at,
        failures=row.failures,
        last_error=row.last_error,
    )
