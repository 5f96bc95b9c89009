from __future__ import annotations

import asyncio
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from storage.connection import Connection, connector

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@asynccontextmanager
async def opened(folder: Path, *, writes: bool = True) -> AsyncIterator[Connection]:
    connection = connector(writes=writes)(str(folder / "some.db"), isolation_level=None)
    await connection
    try:
        yield connection
    finally:
        await connection.close()


async def where(connection: Connection, statement: str) -> str:
    """In which thread a statement runs."""
    ran: list[int] = []
    await connection.set_trace_callback(lambda _: ran.append(threading.get_ident()))
    await connection.execute(statement)
    await connection.set_trace_callback(lambda _: None)
    return "here" if ran == [threading.get_ident()] else "in the thread"


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        pytest.param("SELECT 1", "here", id="a look"),
        pytest.param("BEGIN", "here", id="the begin of a look takes no lock"),
        pytest.param("BEGIN IMMEDIATE", "in the thread", id="another process may write"),
        pytest.param("INSERT INTO one VALUES (1)", "here", id="a row"),
        pytest.param("DELETE FROM one", "in the thread", id="all rows"),
    ],
)
async def test_what_may_wait_goes_to_the_thread(tmp_path: Path, statement: str, place: str) -> None:
    async with opened(tmp_path) as connection:
        await connection.execute("CREATE TABLE one (n)")
        assert await where(connection, statement) == place


async def test_only_who_writes_waits_for_the_disk(tmp_path: Path) -> None:
    async with opened(tmp_path) as writer, opened(tmp_path, writes=False) as reader:
        assert writer._may_wait(writer._conn.commit)
        assert not reader._may_wait(reader._conn.commit)
        assert reader._may_wait(reader._conn.close)
        assert not writer._may_wait((await writer.cursor())._cursor.close)


async def test_others_go_on_while_one_waits_for_the_lock(tmp_path: Path) -> None:
    async with opened(tmp_path) as first, opened(tmp_path) as second:
        await first.execute("CREATE TABLE one (n)")
        await first.execute("BEGIN IMMEDIATE")
        await second.execute("PRAGMA busy_timeout=5000")
        waiting = asyncio.create_task(_begin(second))
        await first.execute("INSERT INTO one VALUES (1)")
        await first.commit()
        await waiting
        assert list(await second.execute_fetchall("SELECT n FROM one")) == [(1,)]


async def test_what_comes_while_the_thread_is_at_work_waits_for_its_turn(tmp_path: Path) -> None:
    async with opened(tmp_path) as first, opened(tmp_path) as second:
        await first.execute("BEGIN IMMEDIATE")
        await second.execute("PRAGMA busy_timeout=5000")
        waiting = asyncio.create_task(_begin(second))
        await asyncio.sleep(0)
        waiting.cancel()
        later = asyncio.create_task(second.execute_fetchall("SELECT 1"))
        await asyncio.sleep(0)
        assert not later.done(), "two threads would use one connection"
        await first.rollback()
        assert list(await later) == [(1,)]


async def test_a_closed_connection_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path) as connection:
        cursor = await connection.cursor()
    with pytest.raises(ValueError, match="Connection closed"):
        await cursor.execute("SELECT 1")
    with pytest.raises(ValueError, match="Connection closed"):
        await cursor.execute("BEGIN IMMEDIATE")


async def _begin(connection: Connection) -> None:
    await connection.execute("BEGIN IMMEDIATE")
