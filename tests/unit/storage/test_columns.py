from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import JSON
from sqlalchemy.engine import make_url
from sqlalchemy.exc import StatementError
from sqlmodel import col, select

from storage import accounts
from storage.columns import Json, in_utc
from storage.tables import AccountRow
from tests.unit.storage.examples import ACCOUNT, NOW, OTHER_ACCOUNT, VAULT, account

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

    from storage.database import Database

ROOT = Path(__file__).parents[3]
SQLITE = make_url("sqlite+aiosqlite://").get_dialect()()
POSTGRESQL = make_url("postgresql+asyncpg://").get_dialect()()
NAIVE = datetime(2026, 11, 23, 12)  # noqa: DTZ001 - the mistake that is to be refused
IN_INDIA = datetime(2026, 11, 23, 17, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30)))


def test_a_moment_keeps_its_instant() -> None:
    assert in_utc(IN_INDIA) == IN_INDIA
    assert in_utc(IN_INDIA).tzinfo is UTC


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        in_utc(NAIVE)


async def test_moments_come_back_aware_in_utc_and_sort_by_their_instant(database: Database) -> None:
    async with database.write() as session:
        session.add(AccountRow(key="india", **COLUMNS, created_at=IN_INDIA))
        session.add(AccountRow(key="later", **COLUMNS, created_at=NOW + timedelta(seconds=1)))
    async with database.read() as session:
        query = select(AccountRow.created_at).where(col(AccountRow.key).not_in([ACCOUNT, OTHER_ACCOUNT]))
        moments = list(await session.scalars(query.order_by(col(AccountRow.created_at))))
    assert moments == [IN_INDIA, NOW + timedelta(seconds=1)]
    assert {moment.tzinfo for moment in moments} == {UTC}


async def test_a_naive_moment_does_not_enter_the_database(database: Database) -> None:
    async with database.write() as session:
        with pytest.raises(StatementError, match="has no time zone"):
            await accounts.put(session, account(), "a canary token", VAULT, NAIVE)
        await session.rollback()


@pytest.mark.parametrize(("dialect", "spelling"), [(SQLITE, "JSON"), (POSTGRESQL, "JSONB")])
def test_json_is_what_the_database_does_best(dialect: Dialect, spelling: str) -> None:
    assert Json().compile(dialect) == spelling


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRESQL])
def test_nothing_is_null_and_not_a_word_for_it(dialect: Dialect) -> None:
    impl = Json().load_dialect_impl(dialect)
    assert isinstance(impl, JSON)
    assert impl.none_as_null


def test_sqlite_does_not_pay_for_the_other_database() -> None:
    script = "import sys, storage.tables, storage.upsert; print(*sys.modules)"
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    imported = set(told.stdout.split())
    assert "sqlalchemy.dialects.sqlite" in imported
    assert "sqlalchemy.dialects.postgresql" not in imported


COLUMNS = {"base_url": "", "user_id": "1", "username": "me", "token_cipher": ""}
