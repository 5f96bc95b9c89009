"""Databases that have their tables already: to run the migrations takes longer than most tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from sqlalchemy import create_engine

from storage.schema import configuration


def put(file: Path) -> None:
    """Make an SQLite file with all tables, and nothing in them."""
    file.touch(mode=0o600)
    file.write_bytes(_tables())


@cache
def _tables() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "likewise.db"
        engine = create_engine(f"sqlite:///{file}")
        with engine.connect() as connection:
            command.upgrade(configuration(connection), "head")
        engine.dispose()
        return file.read_bytes()
