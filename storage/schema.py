"""Brings the tables up to date. One history serves SQLite and PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from domain.errors import ConfigError

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy.engine import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

HEAD = "0008"
"""The newest revision, told here too so that a start with nothing to do need not import Alembic (0.3 s, 5 MB)."""


async def upgrade(engine: AsyncEngine) -> None:
    """Run the migrations that are missing.

    Raises ConfigError for a database that a newer version has written.
    """
    async with engine.connect() as connection:
        current = await connection.run_sync(revision)
        await connection.rollback()
        if current == HEAD:
            return
        if current is not None and current > HEAD:
            raise ConfigError(
                f"the database was written by a newer Likewise (revision {current}, this one knows {HEAD});"
                " run the newer version, or restore an older backup"
            )
        await connection.run_sync(_migrate)


def revision(connection: Connection) -> str | None:
    """The revision that the database is at; None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - only a start that has something to migrate pays for Alembic

    command.upgrade(configuration(connection), "head")


def configuration(connection: Connection) -> Config:
    """What Alembic must know to work on a connection, for every one of its commands."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.attributes["connection"] = connection
    return config
