from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from likewise import backing, connecting, settings
from likewise.settings import AccountSettings
from storage import accounts, events
from storage.database import open_database
from tests.unit.likewise.kept import ACCOUNT, NOW, chosen, keep, photo

if TYPE_CHECKING:
    from pathlib import Path

    from domain.events import NewMedia
    from likewise.records import ReportSettings


@pytest.fixture
def held(tmp_path: Path) -> ReportSettings:
    held = chosen(tmp_path)
    keep(held, photo("m1"))
    return held


def comes(held: ReportSettings, event: NewMedia) -> None:
    """One more event is kept."""

    async def add() -> None:
        async with connecting.store(held) as (database, _), database.write() as session:
            await events.add(session, ACCOUNT, [event])

    asyncio.run(add())


def known(held: ReportSettings) -> list[bool]:
    """Which of the two photos the database knows; its token opens."""

    async def look() -> list[bool]:
        async with connecting.store(held) as (database, vault), database.read() as session:
            assert await accounts.token(session, ACCOUNT, vault) == "canary-token"
            return [await events.get(session, ACCOUNT, photo(one).key) is not None for one in ("m1", "m2")]

    return asyncio.run(look())


def test_it_goes_there_and_back(held: ReportSettings, tmp_path: Path) -> None:
    file = tmp_path / "yesterday.db"
    said = backing.backup(held, file, key=False)
    assert said.startswith(f"{file} is written, which only you can read. likewise restore {file} puts it back")
    assert file.stat().st_mode & 0o777 == 0o600
    comes(held, photo("m2"))
    assert known(held) == [True, True]
    told = backing.restore(held, file, NOW, lambda _: True)
    assert "Everything is halted until you type likewise resume." in told
    assert known(held) == [True, False]
    assert (held.data / "halted").exists()
    assert (held.data / "likewise.db").stat().st_mode & 0o777 == 0o600
    left = sorted(one.name for one in held.data.iterdir() if "restored" in one.name or "before" in one.name)
    assert left == ["likewise.db.before-20260601-180000"]
    with closing(sqlite3.connect(held.data / left[0])) as before:
        assert before.execute("SELECT count(*) FROM event").fetchone() == (2,)


def test_it_copies_while_a_program_writes(held: ReportSettings, tmp_path: Path) -> None:
    async def beside() -> None:
        async with open_database(held.database_url.get_secret_value()) as database, database.write() as session:
            await events.add(session, ACCOUNT, [photo("m2")])
            await asyncio.to_thread(backing.backup, held, tmp_path / "copy.db", key=False)

    asyncio.run(beside())
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copied:
        assert copied.execute("SELECT key FROM event").fetchall() == [("media:m1",)], "as it was committed"


def test_no_token_is_in_clear_and_the_key_comes_only_when_asked(held: ReportSettings, tmp_path: Path) -> None:
    said = backing.backup(held, tmp_path / "a.db", key=False)
    assert "is not in it" in said
    assert b"canary-token" not in (tmp_path / "a.db").read_bytes()
    assert not (tmp_path / "a.db.key").exists()
    assert "whoever has both acts as you" in backing.backup(held, tmp_path / "b.db", key=True)
    assert (tmp_path / "b.db.key").read_bytes() == (held.data / "likewise.key").read_bytes()
    assert (tmp_path / "b.db.key").stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_over(held: ReportSettings, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigError, match="name a new file"):
        backing.backup(held, tmp_path / "there", key=False)
    assert (tmp_path / "there").read_text(encoding="utf-8") == "mine"


def test_a_copy_that_was_broken_off_keeps_nothing_from_the_next(held: ReportSettings, tmp_path: Path) -> None:
    (tmp_path / "a.db.part").write_text("half", encoding="utf-8")
    (tmp_path / "a.db.key").write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"a[.]db[.]key is there already"):
        backing.backup(held, tmp_path / "a.db", key=True)
    assert not (tmp_path / "a.db").exists()
    backing.backup(held, tmp_path / "a.db", key=False)
    assert not (tmp_path / "a.db.part").exists()


def test_a_copy_that_cannot_be_written_leaves_nothing(held: ReportSettings, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be written: No such file or directory"):
        backing.backup(held, tmp_path / "nowhere" / "a.db", key=False)


def test_without_a_yes_nothing_is_put_back(held: ReportSettings, tmp_path: Path) -> None:
    backing.backup(held, tmp_path / "a.db", key=False)
    comes(held, photo("m2"))
    assert backing.restore(held, tmp_path / "a.db", NOW, lambda _: False) == "Nothing was done."
    assert known(held) == [True, True]
    assert not (held.data / "halted").exists()


def test_it_is_not_put_back_below_a_program_that_runs(held: ReportSettings, tmp_path: Path) -> None:
    backing.backup(held, tmp_path / "a.db", key=False)

    async def beside() -> None:
        async with open_database(held.database_url.get_secret_value()):
            await asyncio.to_thread(backing.restore, held, tmp_path / "a.db", NOW, lambda _: True)

    with pytest.raises(ConfigError, match="another Likewise has"):
        asyncio.run(beside())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(None, "there is no file", id="no file"),
        pytest.param(b"hello, I am no database at all", "is not a backup", id="something else"),
        pytest.param(b"", "is not a backup", id="an empty file"),
    ],
)
def test_what_is_no_backup_is_refused(held: ReportSettings, tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "odd.db"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ConfigError, match=said):
        backing.restore(held, file, NOW, lambda _: True)
    assert known(held) == [True, False]


def test_a_backup_of_a_newer_version_is_refused(held: ReportSettings, tmp_path: Path) -> None:
    backing.backup(held, tmp_path / "a.db", key=False)
    with closing(sqlite3.connect(tmp_path / "a.db")) as newer, newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ConfigError, match="newer Likewise"):
        backing.restore(held, tmp_path / "a.db", NOW, lambda _: True)


def test_where_nothing_is_kept_there_is_nothing_to_copy(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no database"):
        backing.backup(chosen(tmp_path), tmp_path / "a.db", key=False)
    assert not (tmp_path / "a.db").exists()


def test_a_server_has_its_own_tools(tmp_path: Path) -> None:
    far = settings.from_environ({"LIKEWISE_DATABASE": "postgresql+asyncpg://u:canary@db/likewise"}, AccountSettings)
    with pytest.raises(ConfigError, match="pg_dump") as caught:
        backing.backup(far, tmp_path / "a.db", key=False)
    assert "canary" not in str(caught.value)
