from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
from contextlib import asynccontextmanager, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from domain.errors import ConfigError
from domain.ids import MediaId
from storage import accounts, schema, seen
from storage import migrations as history
from storage.database import _sqlite, open_database
from storage.tables import Base
from tests.unit.storage.examples import ACCOUNT, NOW, VAULT, account

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.engine import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection

VERSIONS = Path(history.__file__).parent / "versions"
TABLES = {table.name for table in Base.metadata.sorted_tables}


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        yield connection
    await engine.dispose()


def tables_in(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as raw:
        return {name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


async def test_the_history_leads_to_exactly_the_tables_that_the_code_knows(url: str) -> None:
    def differences(connection: Connection) -> list[Any]:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    async with open_database(url):
        pass
    async with connected(url) as connection:
        assert await connection.run_sync(differences) == []
        assert await connection.run_sync(schema.revision) == schema.HEAD


def test_the_newest_revision_is_told_right_without_alembic() -> None:
    assert ScriptDirectory(VERSIONS.parent).get_heads() == [schema.HEAD]


def test_the_whole_history_can_be_said_to_postgresql() -> None:
    said = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": said, "target_metadata": Base.metadata}
    )
    with Operations.context(context):
        for revision in reversed(list(ScriptDirectory(VERSIONS.parent).walk_revisions())):
            revision.module.upgrade()
    assert [name for name in TABLES if f"CREATE TABLE {name} (" not in said.getvalue()] == []
    for spelling in (
        "id BIGSERIAL NOT NULL",
        "payload JSONB NOT NULL",
        "created_at TIMESTAMP WITH TIME ZONE NOT NULL",
    ):
        assert spelling in said.getvalue()


async def test_every_transaction_of_an_upgrade_keeps_other_writers_out(file: Path) -> None:
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        async with open_database(f"sqlite+aiosqlite:///{file}"):
            pass
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    assert any(statement.lstrip().startswith("CREATE TABLE account") for statement in said)
    assert {statement for statement in said if "BEGIN" in statement} == {"BEGIN IMMEDIATE"}


@pytest.fixture
def occupied(file: Path) -> Path:
    """A database in which the name of one of our tables is taken."""
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("CREATE TABLE waiting (name)")
    file.chmod(0o600)
    return file


async def test_an_upgrade_that_fails_leaves_everything_as_it_was(occupied: Path) -> None:
    with pytest.raises(ConfigError, match="table waiting already exists"):
        async with open_database(f"sqlite+aiosqlite:///{occupied}"):
            pass
    assert tables_in(occupied) - {"alembic_version"} == {"waiting"}


async def test_a_database_of_a_newer_version_is_refused(file: Path) -> None:
    url = f"sqlite+aiosqlite:///{file}"
    async with open_database(url):
        pass
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ConfigError, match=r"newer Likewise \(revision 9999, this one knows"):
        async with open_database(url):
            pass


def test_a_start_with_nothing_to_upgrade_does_not_pay_for_alembic(file: Path) -> None:
    script = (
        "import asyncio, sys\nfrom storage.database import open_database\n"
        "async def start():\n    async with open_database(sys.argv[1]):\n        pass\n"
        "asyncio.run(start())\nprint('alembic' in sys.modules)"
    )
    command_line = [sys.executable, "-c", script, f"sqlite+aiosqlite:///{file}"]
    answers = [subprocess.run(command_line, capture_output=True, check=True, text=True).stdout for _ in range(2)]  # noqa: S603 - our own interpreter
    assert answers == ["True\n", "False\n"]


OF_REVISION_2 = """
INSERT INTO account (key, base_url, user_id, username, token_cipher, created_at) VALUES ('a', '', '1', 'me', '', 0);
INSERT INTO event (account, key, state, payload, first_seen_at) VALUES
    ('a', 'media:m1', 'new', '{"kind": "media", "media": {"author": {"id": "7"}}}', 0),
    ('a', 'request:8:1', 'new', '{"kind": "request", "requester": {"id": "8"}}', 0);
INSERT INTO action (account, event_key, kind, target, scope, state, wish, attempt, next_at, absent_looks, created_at,
    changed_at) VALUES
    ('a', 'media:m1', 'like', 'm1', '*', 'planned', '{}', 0, 0, 0, 0, 0),
    ('a', 'request:8:1', 'ignore', '8', 'x', 'planned', '{}', 0, 0, 0, 0, 0),
    ('a', 'media:gone', 'like', 'm2', '*', 'planned', '{}', 0, 0, 0, 0, 0);
"""


@pytest.fixture
def of_revision_2(file: Path) -> Path:
    """A database of before events and actions knew whom they are about."""
    file.parent.mkdir()
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        command.upgrade(schema.configuration(connection), "0002")
    engine.dispose()
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.executescript(OF_REVISION_2)
    file.chmod(0o600)
    return file


async def test_what_was_kept_before_knows_its_people_after_the_upgrade(of_revision_2: Path) -> None:
    async with open_database(f"sqlite+aiosqlite:///{of_revision_2}"):
        pass
    with closing(sqlite3.connect(of_revision_2)) as raw:
        assert dict(raw.execute("SELECT key, person_id FROM event")) == {"media:m1": "7", "request:8:1": "8"}
        wanted = dict(raw.execute("SELECT event_key, person_id FROM action"))
    assert wanted == {"media:m1": "7", "request:8:1": "8", "media:gone": None}


NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{revision}", "{head}", None, None


def upgrade():
    {what}
"""
REBUILD = """with op.batch_alter_table("account") as batch:
        batch.add_column(sa.Column("colour", sa.Text(), nullable=False, server_default="green"))
        batch.alter_column("username", type_=sa.String(length=100))"""
ORPHAN = """op.execute("DELETE FROM account")"""


def upgrade_further(folder: Path, connection: Connection) -> None:
    config = schema.configuration(connection)
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", os.pathsep.join((str(VERSIONS), str(folder))))
    command.upgrade(config, "head")


async def upgrade_an_account_with_a_photo(file: Path, folder: Path, what: str) -> set[str]:
    """Run a next migration on a filled database and give what is seen afterwards."""
    url = f"sqlite+aiosqlite:///{file}"
    async with open_database(url) as opened, opened.write() as session:
        await accounts.put(session, account(), "a canary token", VAULT, NOW)
        await seen.remember(session, ACCOUNT, [MediaId("m1")], NOW)
    (folder / "next.py").write_text(NEXT.format(revision="9999", head=schema.HEAD, what=what))
    engine = _sqlite(make_url(url), pool_size=1)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(partial(upgrade_further, folder))
            await connection.rollback()
            assert (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar() == 1
    finally:
        await engine.dispose()
    with closing(sqlite3.connect(file)) as raw:
        return {item for (item,) in raw.execute("SELECT item FROM seen, account WHERE account.colour = 'green'")}


async def test_rebuilding_a_table_keeps_the_rows_that_refer_to_it(file: Path, tmp_path: Path) -> None:
    assert await upgrade_an_account_with_a_photo(file, tmp_path, REBUILD) == {"m1"}


async def test_a_migration_that_leaves_orphans_is_taken_back(file: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="left a row of seen without the row of account"):
        await upgrade_an_account_with_a_photo(file, tmp_path, ORPHAN)
    async with open_database(f"sqlite+aiosqlite:///{file}") as opened, opened.read() as session:
        assert await accounts.get(session, ACCOUNT) == account()
