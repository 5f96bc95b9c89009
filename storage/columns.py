"""Column types that mean the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, BigInteger, DateTime, Integer
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Table
    from sqlalchemy.engine import Dialect
    from sqlalchemy.types import TypeEngine
    from sqlmodel import SQLModel


def table_of(row: type[SQLModel]) -> Table:
    """The table behind a class of rows. Statements about it go past the session's bookkeeping, which costs twice."""
    return row.metadata.tables[str(row.__tablename__)]


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC. Raises ValueError for a naive one, which could mean any zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone; every moment in the database is UTC")
    return moment.astimezone(UTC)


class _SqliteMoment(sqlite.DATETIME):
    """Writes a moment out once: hundreds of rows in a row bear the same."""

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """The library's own, which remembers the latest."""
        written = super().bind_processor(dialect)
        return lru_cache(maxsize=8)(written) if written else str


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC. SQLite would give back naive values that compare wrongly."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type of this database."""
        if dialect.name != "sqlite":
            return super().load_dialect_impl(dialect)
        return dialect.type_descriptor(_SqliteMoment())  # type: ignore[no-untyped-call]  # the library's own

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the library's signature
        """Refuse a naive moment."""
        return None if value is None else in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the library's signature
        """Give the moment its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite numbers rows by itself only where the column is exactly INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")


class Json(TypeDecorator[Any]):
    """JSON, as JSONB on PostgreSQL. None is SQL NULL, not the word null: "is there one" can be asked in SQL."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type of this database. A variant, told here, would import the other one's whole dialect: 3 MiB."""
        if dialect.name != "postgresql":
            return super().load_dialect_impl(dialect)
        from sqlalchemy.dialects.postgresql import JSONB  # noqa: PLC0415 - as above

        return dialect.type_descriptor(JSONB(none_as_null=True))
