"""Insert what is not there yet, in one statement, on either database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlmodel import SQLModel


async def insert_new(
    session: AsyncSession, table: type[SQLModel], rows: Sequence[Mapping[str, Any]], returning: str
) -> list[Any]:
    """Insert the rows whose keys are new and give back one column of those, in no particular order."""
    if not rows:
        return []
    columns = inspect(table).local_table
    statement = _insert(session)(columns).on_conflict_do_nothing().returning(columns.c[returning])
    # Past the session, which would make ready for rows that it is to keep in mind: that costs as much again.
    return list((await (await session.connection()).execute(statement, list(rows))).scalars())


async def replace(
    session: AsyncSession,
    table: type[SQLModel],
    row: Mapping[str, Any],
    *,
    keys: Sequence[str],
    once: Collection[str] = (),
) -> None:
    """Insert a row, or overwrite the one with the same keys except for the columns that are written `once`."""
    statement = _insert(session)(table).values(**row)
    rest = {name: statement.excluded[name] for name in row if name not in {*keys, *once}}
    await session.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=rest))


async def replace_all(
    session: AsyncSession, table: type[SQLModel], rows: Sequence[Mapping[str, Any]], *, keys: Sequence[str]
) -> None:
    """Insert rows that have the same columns, or overwrite those with the same keys."""
    if rows:
        statement = _insert(session)(table)
        rest = {name: statement.excluded[name] for name in rows[0] if name not in keys}
        await session.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=rest), list(rows))


def _insert(session: AsyncSession) -> Any:  # noqa: ANN401 - the two dialects share no base class that has on_conflict
    if session.get_bind().dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - 3 MiB that SQLite need not pay

        return postgresql.insert
    return sqlite.insert
