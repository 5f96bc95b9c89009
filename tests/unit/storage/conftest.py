"""A new database for each test: SQLite, or one on the PostgreSQL server that TEST_DATABASE_URL names.

With `TEST_DATABASE_URL=postgresql+asyncpg://…` (and asyncpg installed) this whole folder runs on PostgreSQL.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from storage import accounts
from storage.database import Database, open_database
from tests.unit.storage.examples import ACCOUNT, NOW, OTHER_ACCOUNT, VAULT, account

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

_SERVER = os.environ.get("TEST_DATABASE_URL")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "likewise.db"


@pytest.fixture
async def url(file: Path) -> AsyncIterator[str]:
    if _SERVER is None:
        yield f"sqlite+aiosqlite:///{file}"
        return
    name = f"likewise_{uuid4().hex}"
    engine = create_async_engine(_SERVER, isolation_level="AUTOCOMMIT")
    async with engine.connect() as server:
        await server.execute(text(f"CREATE DATABASE {name}"))
        yield make_url(_SERVER).set(database=name).render_as_string(hide_password=False)
        await server.execute(text(f"DROP DATABASE {name}"))
    await engine.dispose()


async def add_accounts(database: Database) -> None:
    async with database.write() as session:
        for key in (ACCOUNT, OTHER_ACCOUNT):
            await accounts.put(session, account(key), "a canary token", VAULT, NOW)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with two accounts, to copy: running the migrations for each test would take a minute."""
    path = tmp_path_factory.mktemp("filled") / "likewise.db"

    async def fill() -> None:
        async with open_database(f"sqlite+aiosqlite:///{path}") as opened:
            await add_accounts(opened)

    asyncio.run(fill())
    return path


@pytest.fixture
async def database(url: str, file: Path, filled: Path) -> AsyncIterator[Database]:
    """Open, with two accounts in it."""
    if _SERVER is None:
        file.parent.mkdir()
        shutil.copy(filled, file)
    async with open_database(url) as opened:
        if _SERVER is not None:
            await add_accounts(opened)
        yield opened
