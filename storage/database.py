"""One database, opened so that it loses nothing.

SQLite needs telling: by default it takes no lock before a SELECT, and a transaction that reads and then writes
silently loses updates of others. So every writing transaction begins with BEGIN IMMEDIATE on the one writing
connection, and readers have their own.
"""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from domain.errors import ConfigError
from storage import codec, files, schema
from storage.connection import connector

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.engine import URL, Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL may forget, after a power cut, the intent of a comment that was sent
    "PRAGMA busy_timeout=30000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_size_limit=67108864",
)

_JSON: dict[str, Any] = {"json_serializer": codec.dumps, "json_deserializer": codec.loads}
_inside: ContextVar[bool] = ContextVar("inside a transaction", default=False)


def in_transaction() -> bool:
    """Whether the running task holds a transaction: then nothing may be asked of a network."""
    return _inside.get()


class Database:
    """Short transactions, each an `async with`; commit at the end, roll back on an exception."""

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self._writer = writer
        self._reader = reader

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A transaction that may write. Never await a network inside."""
        async with self._session(self._writer) as session:
            yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A consistent look at everything; writing fails."""
        async with self._session(self._reader) as session:
            yield session

    @asynccontextmanager
    async def _session(self, engine: AsyncEngine) -> AsyncIterator[AsyncSession]:
        mark = _inside.set(True)
        try:
            async with AsyncSession(engine, expire_on_commit=False) as session, session.begin():
                yield session
        finally:
            _inside.reset(mark)


@asynccontextmanager
async def open_database(url: str, *, alone: bool = True) -> AsyncIterator[Database]:
    """Open `url`, bring its tables up to date, and close it again.

    `url` names its driver: `sqlite+aiosqlite:////var/lib/likewise/likewise.db` or `postgresql+asyncpg://…`. Who only
    looks something up, or changes what nobody keeps in mind, need not be `alone` with it.

    Raises:
        ConfigError: not a URL, not a database, a file that others may read, in use by another process that is alone
            with it, or from a newer version.
    """
    address = _parse(url)
    async with AsyncExitStack() as stack:
        if address.get_backend_name() == "sqlite":
            if address.database in {None, "", ":memory:"}:
                raise ConfigError("the database must be a file: in memory nothing would survive a restart")
            stack.enter_context(files.owned(str(address.database), alone=alone))
            writer, reader = _sqlite(address, pool_size=1), _sqlite(address, pool_size=2, read_only=True)
        else:
            writer = create_async_engine(address, pool_size=5, **_JSON)
            reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        stack.push_async_callback(writer.dispose)
        stack.push_async_callback(reader.dispose)
        await _upgrade(writer)
        yield Database(writer, reader)


async def _upgrade(engine: AsyncEngine) -> None:
    try:
        await schema.upgrade(engine)
    except (OSError, DBAPIError) as error:
        why = error.orig if isinstance(error, DBAPIError) else error
        raise ConfigError(f"the database cannot be opened: {why}") from error


def _parse(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        # `from None`: the URL may hold a password
        raise ConfigError(
            "the database address cannot be read; it would be sqlite+aiosqlite:///likewise.db"
        ) from None
    if address.drivername not in {"sqlite+aiosqlite", "postgresql+asyncpg"}:
        raise ConfigError(
            f"the database driver {address.drivername!r} is not one of sqlite+aiosqlite, postgresql+asyncpg"
        )
    return address


def _sqlite(address: URL, *, pool_size: int, read_only: bool = False) -> AsyncEngine:
    opening = {"async_creator_fn": connector(writes=not read_only)}
    engine = create_async_engine(
        address, connect_args=opening, pool_size=pool_size, max_overflow=0, pool_timeout=60, **_JSON
    )
    pragmas = (*_PRAGMAS, "PRAGMA query_only=ON") if read_only else _PRAGMAS

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None  # we begin transactions ourselves
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def sqlite_file(url: str) -> str | None:
    """The file of an SQLite database; None: it is none.

    Raises:
        ConfigError: this is no address of a database.
    """
    address = _parse(url)
    return address.database if address.get_backend_name() == "sqlite" else None
