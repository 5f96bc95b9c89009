"""Insert what is not there yet, in one statement, on either database."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import sqlite

from storage.columns import table_of

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
    return list(await session.scalars(_new(_insert(session), table, returning), list(rows)))


@lru_cache(maxsize=64)
def _new(insert: Any, table: type[SQLModel], returning: str) -> Any:  # noqa: ANN401 - see `_insert`
    columns = table_of(table)
    return insert(columns).on_conflict_do_nothing().returning(columns.c[returning])


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
