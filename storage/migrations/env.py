"""Runs the migrations on the connection that `storage.schema` hands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from alembic import context
from sqlalchemy import JSON, BigInteger

from storage.columns import UtcDateTime
from storage.tables import Base

if TYPE_CHECKING:
    from alembic.autogenerate.api import AutogenContext
    from sqlalchemy.engine import Connection


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:  # noqa: ANN401 - Alembic's
    """Write our own column types into a new migration with their imports."""
    for known, spelling in ((UtcDateTime, "UtcDateTime()"), (JSON, "Json"), (BigInteger, "RowId")):
        if kind == "type" and isinstance(item, known):
            autogen.imports.add(f"from storage.columns import {spelling.removesuffix('()')}")
            return spelling
    return False


def migrate(connection: Connection) -> None:
    """Upgrade within one transaction per migration."""
    lite = connection.dialect.name == "sqlite"
    if lite:
        # Rebuilding a table that others refer to would delete their rows along with it.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.rollback()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=lite,
        compare_type=True,
        transaction_per_migration=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()
    if lite:
        connection.commit()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.rollback()


migrate(context.config.attributes["connection"])
