"""Runs the migrations on the connection that `storage.schema` hands in."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from alembic import context
from sqlalchemy import JSON, BigInteger

from domain.errors import ConfigError
from storage.columns import UtcDateTime
from storage.tables import Base

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.autogenerate.api import AutogenContext
    from alembic.migration import MigrationContext
    from sqlalchemy.engine import Connection


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:  # noqa: ANN401 - Alembic's
    """Write our own column types into a new migration with their imports."""
    for known, spelling in ((UtcDateTime, "UtcDateTime()"), (JSON, "Json"), (BigInteger, "RowId")):
        if kind == "type" and isinstance(item, known):
            autogen.imports.add(f"from storage.columns import {spelling.removesuffix('()')}")
            return spelling
    return False


@contextmanager
def foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild a table that others refer to: with foreign keys on, that deletes their rows as well."""
    if connection.dialect.name != "sqlite":
        yield
        return
    # Not through `connection`, which would begin a transaction first: inside one these PRAGMAs do nothing.
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()


def check_foreign_keys(ctx: MigrationContext, *_: object, **_more: object) -> None:
    """Undo a migration that leaves rows without those they refer to: called before each one commits."""
    connection = ctx.connection
    if connection is not None and connection.dialect.name == "sqlite":
        orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if orphan is not None:
            raise ConfigError(
                f"the upgrade would have left a row of {orphan[0]} without the row of {orphan[2]} that it refers to;"
                " the database is as it was: go back to the version that wrote it, and report this"
            )


def migrate(connection: Connection) -> None:
    """Upgrade within one transaction per migration."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_item,
        transaction_per_migration=True,
        on_version_apply=check_foreign_keys,
    )
    with foreign_keys_off(connection), context.begin_transaction():
        context.run_migrations()


migrate(context.config.attributes["connection"])
