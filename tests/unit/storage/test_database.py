from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain.errors import ConfigError
from storage import accounts, switches
from storage.database import Database, in_transaction, open_database
from storage.switches import Switch
from tests.unit.storage.examples import ACCOUNT, NOW, VAULT, account

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture
async def lite(file: Path) -> AsyncIterator[Database]:
    async with open_database(f"sqlite+aiosqlite:///{file}") as opened:
        yield opened


@pytest.fixture
def _no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def add_one(database: Database) -> None:
    async with database.write() as session:
        before = int(await switches.get(session, Switch.PAUSED) or 0)
        await asyncio.sleep(0)
        await switches.turn_on(session, Switch.PAUSED, str(before + 1), NOW)


async def value(database: Database) -> str | None:
    async with database.read() as session:
        return await switches.get(session, Switch.PAUSED)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("busy_timeout", 30_000),
        ("foreign_keys", 1),
        ("journal_size_limit", 64 * 1024 * 1024),
    ],
)
async def test_every_connection_has_the_settings_that_lose_nothing(
    lite: Database, name: str, expected: str | int
) -> None:
    async with lite.read() as reading, lite.write() as writing:
        for session in (reading, writing):
            assert await session.scalar(text(f"PRAGMA {name}")) == expected


async def test_two_hundred_concurrent_changes_lose_nothing(lite: Database) -> None:
    await asyncio.gather(*(add_one(lite) for _ in range(200)))
    assert await value(lite) == "200"


async def test_a_writing_transaction_keeps_other_writers_out_from_its_first_look(lite: Database, file: Path) -> None:
    stranger = sqlite3.connect(file, timeout=0, isolation_level=None)
    async with lite.write() as session:
        await switches.get(session, Switch.PAUSED)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            stranger.execute("BEGIN IMMEDIATE")
    stranger.execute("BEGIN IMMEDIATE")
    stranger.close()


async def test_a_look_sees_one_moment_and_keeps_nobody_waiting(lite: Database) -> None:
    async with lite.read() as session:
        assert await switches.get(session, Switch.PAUSED) is None
        await add_one(lite)
        assert await switches.get(session, Switch.PAUSED) is None
    assert await value(lite) == "1"


async def test_whoever_only_reads_cannot_write(database: Database) -> None:
    async with database.read() as session:
        with pytest.raises(DBAPIError):
            await switches.turn_on(session, Switch.PAUSED, "1", NOW)
        await session.rollback()
    assert await value(database) is None


async def test_an_exception_takes_the_whole_transaction_back(database: Database) -> None:
    async def fail_after_writing() -> None:
        async with database.write() as session:
            await switches.turn_on(session, Switch.PAUSED, "1", NOW)
            raise LookupError

    with pytest.raises(LookupError):
        await fail_after_writing()
    assert await value(database) is None


async def test_rows_refer_to_rows_that_are_there(database: Database) -> None:
    async with database.write() as session:
        with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
            await session.execute(
                text("INSERT INTO waiting (account, user_id, first_seen_at) VALUES ('nobody', '1', '2026-01-01')")
            )
        await session.rollback()


async def test_whoever_holds_a_transaction_can_be_told_apart(database: Database) -> None:
    async def elsewhere() -> bool:
        return in_transaction()

    waiting = asyncio.create_task(elsewhere())
    assert not in_transaction()
    async with database.write():
        assert in_transaction()
        async with database.read():
            assert in_transaction()
        assert in_transaction()
        assert not await waiting
    assert not in_transaction()


@pytest.mark.usefixtures("_no_umask")
async def test_the_files_are_private_whatever_the_machine_allows(file: Path) -> None:
    async with open_database(f"sqlite+aiosqlite:///{file}") as opened:
        await add_one(opened)
        modes = {path.name: mode(path) for path in file.parent.iterdir()}
    assert modes == dict.fromkeys(("likewise.db", "likewise.db-wal", "likewise.db-shm", "likewise.db.lock"), 0o600)
    assert mode(file.parent) == 0o700


async def test_a_clean_stop_leaves_no_journal(file: Path) -> None:
    async with open_database(f"sqlite+aiosqlite:///{file}") as opened:
        await add_one(opened)
        await value(opened)
    assert {path.name for path in file.parent.iterdir()} == {"likewise.db", "likewise.db.lock"}


async def test_a_second_process_is_refused_and_a_third_welcome_after_the_first(file: Path) -> None:
    script = (
        "import asyncio, sys\nfrom storage.database import open_database\n"
        "async def hold():\n    async with open_database(sys.argv[1]):\n        print('open', flush=True); input()\n"
        "asyncio.run(hold())\n"
    )
    url = f"sqlite+aiosqlite:///{file}"
    first = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, url, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert first.stdout is not None
    assert await first.stdout.readline() == b"open\n"
    with pytest.raises(ConfigError, match="another Likewise"):
        async with open_database(url):
            pass
    first.kill()
    await first.communicate()
    async with open_database(url) as opened:
        await add_one(opened)


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        pytest.param("likewise.db", "cannot be read; it would be sqlite", id="a path is no address"),
        pytest.param("sqlite:///likewise.db", "'sqlite' is not one of sqlite\\+aiosqlite", id="a driver that waits"),
        pytest.param("postgresql://me@db/x", "'postgresql' is not one of", id="a driver that is not named"),
        pytest.param("sqlite+aiosqlite://", "must be a file", id="in memory"),
        pytest.param("sqlite+aiosqlite:///:memory:", "must be a file", id="in memory by name"),
        pytest.param("sqlite+aiosqlite:////dev/null/x/likewise.db", "cannot be made", id="a folder that cannot be"),
    ],
)
async def test_an_address_that_cannot_work_is_refused(url: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        async with open_database(url):
            pass


async def test_the_password_of_an_unreadable_address_is_not_repeated() -> None:
    with pytest.raises(ConfigError) as caught:
        async with open_database("postgresql+asyncpg://me:hunter2@db:port/x"):
            pass
    assert "hunter2" not in f"{caught.value!r} {caught.value.__cause__!r}"


@pytest.fixture
def diary(file: Path) -> Path:
    file.parent.mkdir()
    file.touch(mode=0o600)
    file.write_text("Dear diary, " * 100)
    return file


async def test_a_file_that_is_no_database_is_refused(diary: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be opened: file is not a database"):
        async with open_database(f"sqlite+aiosqlite:///{diary}"):
            pass


async def test_what_was_committed_is_there_after_a_reopening(file: Path) -> None:
    url = f"sqlite+aiosqlite:///{file}"
    async with open_database(url) as opened, opened.write() as session:
        await accounts.put(session, account(), "a canary token", VAULT, NOW)
    async with open_database(url) as opened, opened.read() as session:
        assert await accounts.get(session, ACCOUNT) == account()
