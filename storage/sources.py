"""The lists that are looked at, and when next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam
from sqlalchemy import select as pick
from sqlalchemy import update as change
from sqlmodel import case, col, func, or_, select, update

from domain.ids import AccountKey
from domain.sources import Source, SourceKind
from storage.columns import table_of
from storage.tables import SourceRow
from storage.upsert import insert_new

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredSource:
    """A source with what is remembered about looking at it."""

    id: int
    account: AccountKey
    source: Source
    every: timedelta | None
    """What was promised; None: nothing."""
    baseline_at: datetime | None
    """When it was first looked at; None: not yet, and what is there then is old."""
    next_due_at: datetime
    """As far as one can tell, unless looks fail: then not before."""
    last_looked_at: datetime | None
    failures: int
    """In a row."""
    last_error: str | None
    learned: Mapping[str, Sequence[float]] | None
    """What was learned about how often something comes; None: nothing yet."""


_TABLE = table_of(SourceRow)
_C = _TABLE.c
_READ = tuple(
    _C[name]
    for name in (
        "id",
        "account",
        "kind",
        "value",
        "every_seconds",
        "baseline_at",
        "next_due_at",
        "last_looked_at",
        "failures",
        "last_error",
        "learned",
    )
)
"""What a stored source is made of."""
_ACTIVE = pick(*_READ).where(_C.account == bindparam("account"), _C.active)
_ALL_ACTIVE = _ACTIVE.order_by(_C.id)
_ONE = _ACTIVE.where(_C.kind == bindparam("kind"), _C.value == bindparam("value"))
_IT = _C.id == bindparam("number")
_LOOKED = (
    change(_TABLE)
    .where(_IT)
    .values(
        baseline_at=func.coalesce(_C.baseline_at, bindparam("now")),
        last_looked_at=bindparam("now"),
        hastened_to=None,
        failures=0,
        last_error=None,
    )
)
_LEARN = change(_TABLE).where(_IT).values(learned=bindparam("learned"), next_due_at=bindparam("next_due_at"))
"""What every look asks and writes: made once."""


async def sync(
    session: AsyncSession, account: AccountKey, wishes: Mapping[Source, timedelta | None], now: datetime
) -> None:
    """Look at exactly these sources from now on, with what was promised for each.

    One that comes back after it was dropped starts with a new baseline: nothing that came meanwhile is acted on.
    """
    known = {_source(row): row for row in await _rows(session, account)}
    for source, row in known.items():
        wanted = source in wishes
        if wanted and not row.active:
            row.baseline_at, row.next_due_at = None, now
            row.failures, row.last_error = 0, None
            row.hastened_to = None
        if wanted:
            row.every_seconds = _seconds(wishes[source])
        row.active = wanted
    new = [
        {
            "account": account,
            "kind": source.kind,
            "value": source.value,
            "active": True,
            "every_seconds": _seconds(every),
            "next_due_at": now,
            "failures": 0,
        }
        for source, every in wishes.items()
        if source not in known
    ]
    await insert_new(session, SourceRow, new, "id")


async def active(session: AsyncSession, account: AccountKey) -> list[StoredSource]:
    """Every source that is looked at."""
    return [_stored(row) for row in await session.execute(_ALL_ACTIVE, {"account": account})]


async def one(session: AsyncSession, account: AccountKey, source: Source) -> StoredSource | None:
    """One source; None when it is not looked at."""
    asked = {"account": account, "kind": source.kind, "value": source.value}
    row = (await session.execute(_ONE, asked)).one_or_none()
    return None if row is None else _stored(row)


async def looked(session: AsyncSession, source_id: int, now: datetime) -> None:
    """A look succeeded; the first one is the baseline."""
    await session.execute(_LOOKED, {"number": source_id, "now": now})


async def learn(
    session: AsyncSession, source_id: int, learned: Mapping[str, Sequence[float]], next_due_at: datetime
) -> None:
    """Keep what a look taught, and when the next one is to be expected."""
    values = {name: list(figures) for name, figures in learned.items()}
    await session.execute(_LEARN, {"number": source_id, "learned": values, "next_due_at": next_due_at})


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
    """Look at these sources by `due_at`, unless that was to be done before."""
    later = or_(col(SourceRow.hastened_to).is_(None), col(SourceRow.hastened_to) > due_at)
    due = case((col(SourceRow.next_due_at) > due_at, due_at), else_=col(SourceRow.next_due_at))
    await session.execute(
        update(SourceRow).where(col(SourceRow.id).in_(source_ids), later).values(hastened_to=due_at, next_due_at=due)
    )


async def hastened(session: AsyncSession, account: AccountKey) -> dict[Source, datetime]:
    """The sources that are to be looked at by a moment."""
    query = select(SourceRow.kind, SourceRow.value, SourceRow.hastened_to).where(
        SourceRow.account == account, col(SourceRow.active), col(SourceRow.hastened_to).is_not(None)
    )
    rows = await session.execute(query)
    return {Source(kind=SourceKind(kind), value=value): until for kind, value, until in rows if until is not None}


async def _rows(session: AsyncSession, account: AccountKey) -> list[SourceRow]:
    query = select(SourceRow).where(SourceRow.account == account).order_by(col(SourceRow.id))
    return list(await session.scalars(query))


def _source(row: SourceRow | Row[Any]) -> Source:
    return Source(kind=SourceKind(row.kind), value=row.value)


def _stored(row: Row[Any]) -> StoredSource:
    return StoredSource(
        id=row.id,
        account=AccountKey(row.account),
        source=_source(row),
        every=None if row.every_seconds is None else timedelta(seconds=row.every_seconds),
        baseline_at=row.baseline_at,
        next_due_at=row.next_due_at,
        last_looked_at=row.last_looked_at,
        failures=row.failures,
        last_error=row.last_error,
        learned=row.learned,
    )


def _seconds(every: timedelta | None) -> float | None:
    return None if every is None else every.total_seconds()
