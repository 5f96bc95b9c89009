"""Connections to SQLite that send to their thread only what may wait."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, TypeVar

import aiosqlite

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_MAY_WAIT = ("BEGIN IMMEDIATE", "DELETE", "CREATE", "DROP", "ALTER", "VACUUM", "PRAGMA")
"""How statements begin that wait for another process, or look at all there is. The others take microseconds."""
_CHUNK = 64
"""Rows that aiosqlite would fetch at once from a cursor that is iterated. Ours are fetched whole."""


class Connection(aiosqlite.Connection):
    """Does at once what takes less time than to ask the thread, which costs ten times as much as most statements.

    To the thread go what waits for the disk, for another process, or for a lot of rows, so that the event loop goes
    on; and whatever comes while it is at work, as it is when a task gave up waiting for it.
    """

    def __init__(self, file: str, options: dict[str, Any], *, writes: bool) -> None:
        super().__init__(lambda: sqlite3.connect(file, **options), iter_chunk_size=_CHUNK)
        self._thread.daemon = True  # as SQLAlchemy has it: a connection that hangs must not keep the process
        self._to_disk = {"commit", "close"} if writes else {"close"}
        # Each has one writer, the event loop and the thread, so that neither count can be wrong.
        self._sent = self._done = 0

    async def _execute(self, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:  # noqa: ANN401 - sqlite3's own
        """The one way in which everything reaches sqlite3."""
        if self._sent == self._done and not self._may_wait(fn, *args[:1]):
            if not self._running or self._connection is None:
                raise ValueError("Connection closed")  # in the library's words, by which SQLAlchemy knows it
            return fn(*args, **kwargs)

        def in_thread() -> T:
            try:
                return fn(*args, **kwargs)
            finally:
                self._done += 1

        found: T = await self._queued(in_thread)
        return found

    async def _queued(self, fn: Callable[[], T]) -> T:
        if not self._running or self._connection is None:
            raise ValueError("Connection closed")
        self._sent += 1
        found: T = await super()._execute(fn)  # type: ignore[no-untyped-call]  # the library's own
        return found

    def _may_wait(self, fn: Callable[..., object], first: object = None) -> bool:
        own = getattr(fn, "__self__", None) is self._connection and fn.__name__ in self._to_disk
        return own or (isinstance(first, str) and first.startswith(_MAY_WAIT))


def connector(*, writes: bool) -> Callable[..., Connection]:
    """What opens connections, as SQLAlchemy asks for it."""

    def connect(file: str, **options: Any) -> Connection:  # noqa: ANN401 - sqlite3's own
        return Connection(file, {**options, "check_same_thread": False}, writes=writes)

    return connect
