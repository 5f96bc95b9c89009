"""One SQLite database with everything that must survive a restart."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_NAME = "telegram.db"

SCHEMA = """
CREATE TABLE IF NOT EXISTS chats (
    id INTEGER PRIMARY KEY, started INTEGER NOT NULL, blocked INTEGER NOT NULL, keyboard TEXT
);
CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, chat INTEGER NOT NULL, from_bot INTEGER NOT NULL, date INTEGER NOT NULL,
    edited INTEGER, content TEXT NOT NULL, markup TEXT, reply_to INTEGER, reaction TEXT
);
CREATE INDEX IF NOT EXISTS messages_by_chat ON messages (chat, id);
CREATE TABLE IF NOT EXISTS files (
    n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, unique_id TEXT NOT NULL, upload TEXT NOT NULL,
    kind TEXT NOT NULL, name TEXT NOT NULL, mime TEXT NOT NULL, path TEXT NOT NULL UNIQUE,
    width INTEGER NOT NULL, height INTEGER NOT NULL, data BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS files_by_upload ON files (upload);
CREATE TABLE IF NOT EXISTS updates (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS queries (
    n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, person INTEGER NOT NULL, asked REAL NOT NULL,
    answer TEXT
);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Store:
    """The connection. Used from one thread at a time; every statement commits unless inside `transaction`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript(SCHEMA)

    @classmethod
    def open(cls, folder: Path | None) -> Self:
        """The database in `folder`, made if need be and readable by its owner alone; in memory for None."""
        if folder is None:
            return cls(_connect(":memory:"))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / FILE_NAME
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
        connection = _connect(str(path))
        connection.execute("PRAGMA journal_mode=WAL")
        # Survives the end of the process at any point; only a power cut may lose the last moments of a demo.
        connection.execute("PRAGMA synchronous=NORMAL")
        return cls(connection)

    def change(self, statement: str, *values: object) -> int:
        """Run a statement and return the id of the last row it inserted, 0 for none."""
        return self._connection.execute(statement, values).lastrowid or 0

    def row(self, statement: str, *values: object) -> sqlite3.Row | None:
        """The first row of a query."""
        row: sqlite3.Row | None = self._connection.execute(statement, values).fetchone()
        return row

    def rows(self, statement: str, *values: object) -> list[sqlite3.Row]:
        """All rows of a query."""
        return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside happens, or nothing of it."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _connect(name: str) -> sqlite3.Connection:
    # An in-process test may open the box in one thread and serve it from another.
    connection = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection
