from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions.promoting import hold, promote
from domain.ids import UserId
from domain.plans import Mode
from likewise.regime import Regime
from likewise.rulebook import Rulebook
from rules.values.people import Listed
from storage import listing, standings
from storage.listing import Entry
from tests.unit.polling.stage import ACCOUNT, copy, opened, prepare
from tests.unit.polling.world import SteppedClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from likewise.rulebook import News
    from storage.database import Database

RULES = """version: 1
lists: { friends: [ana] }
rules:
  - { id: suns, mode: auto, trigger: { new_media: { tags: [sunset] } }, when: { author: $friends }, do: [like] }
"""
CHANGED = RULES.replace("do: [like]", "do: [like, notify]")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    asyncio.run(prepare(folder))
    return folder


@pytest.fixture
async def database(template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    copy(template, tmp_path)
    async with opened(tmp_path) as database:
        yield database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


@pytest.fixture
async def regime(database: Database, file: Path) -> Regime:
    return await begun(database, file)


async def begun(database: Database, file: Path) -> Regime:
    regime = Regime(Rulebook(file, file.with_name("kept.json")), database, ACCOUNT, SteppedClock())
    await regime.begin()
    return regime


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


async def change(regime: Regime, file: Path, text: str) -> News | None:
    write(file, text)
    assert await regime.round() is None, "it may still be written"
    return await regime.round()


def mode(regime: Regime) -> Mode:
    return regime.rules.rules[0].mode


def wanted(regime: Regime) -> frozenset[str]:
    """Whose photos the rule wants."""
    when = regime.rules.rules[0].when
    check = getattr(when, "check", None)
    assert isinstance(check, Listed)
    return check.wanted


async def put(database: Database, person: str, until: timedelta | None = None) -> None:
    now = SteppedClock()()
    entry = Entry(
        list="friends",
        person=UserId(person),
        username=person,
        added_by="mila",
        until=None if until is None else now + until,
    )
    async with database.write() as session:
        await listing.put(session, ACCOUNT, entry, now)


async def test_a_new_database_lets_rules_go_as_far_as_they_say(regime: Regime, database: Database) -> None:
    assert mode(regime) is Mode.AUTO
    assert await regime.round() is None
    async with database.read() as session:
        assert (await standings.all_of(session))["suns"].granted is Mode.AUTO


async def test_a_changed_auto_rule_asks_and_the_owner_is_told_how_to_promote_it(regime: Regime, file: Path) -> None:
    news = await change(regime, file, CHANGED)
    assert mode(regime) is Mode.ASK
    assert news is not None
    assert news.swapped
    assert news.text.splitlines()[:2] == ["Your new rules are running.", "~ suns"]
    assert "it asks until you promote it: /promote suns" in news.text
    assert await regime.round() is None


async def test_it_asks_after_a_restart_too(regime: Regime, file: Path, database: Database) -> None:
    await change(regime, file, CHANGED)
    assert mode(await begun(database, file)) is Mode.ASK


async def test_what_was_changed_while_nothing_ran_asks_too(regime: Regime, file: Path, database: Database) -> None:
    assert mode(regime) is Mode.AUTO
    write(file, CHANGED)
    again = Regime(Rulebook(file, file.with_name("kept.json")), database, ACCOUNT, SteppedClock())
    assert (await again.begin()).startswith("New or changed: suns. ")
    assert mode(again) is Mode.ASK
    assert await again.begin() == "", "once is enough"


async def test_a_promotion_from_anywhere_is_taken_up(regime: Regime, file: Path, database: Database) -> None:
    await change(regime, file, CHANGED)
    async with database.write() as session:
        assert (await promote(session, "suns", "mila", SteppedClock()(), at_once=True)).done
    news = await regime.round()
    assert news is not None
    assert (news.text, news.swapped) == ("suns may act by itself; mila promoted it.", True)
    assert mode(regime) is Mode.AUTO
    assert await regime.round() is None


async def hold_back(
    database: Database, *, until_changed: bool, to: Mode | None = Mode.WATCH, minutes: int = 1
) -> None:
    now = SteppedClock()() + timedelta(minutes=minutes)
    async with database.write() as session:
        assert (await hold(session, "suns", to, "mila", now, until_changed=until_changed)).done


async def test_a_rule_is_held_back_and_let_go_from_anywhere(regime: Regime, database: Database) -> None:
    await hold_back(database, until_changed=False)
    news = await regime.round()
    assert news is not None
    assert news.text == "suns goes no further than watch (/mode suns default ends that); mila said so."
    assert mode(regime) is Mode.WATCH
    assert await regime.round() is None
    await hold_back(database, until_changed=False, to=None, minutes=2)
    news = await regime.round()
    assert news is not None
    assert news.text == "suns goes as far as its file says: auto; mila said so."
    assert mode(regime) is Mode.AUTO


@pytest.mark.parametrize(
    ("until_changed", "expected"),
    [
        pytest.param(False, Mode.WATCH, id="for good"),
        pytest.param(True, Mode.ASK, id="until it is changed; then it waits for promotion like any other"),
    ],
)
async def test_what_is_held_back_stays_so_over_restarts_and_changes(
    regime: Regime, file: Path, database: Database, *, until_changed: bool, expected: Mode
) -> None:
    await hold_back(database, until_changed=until_changed)
    await regime.round()
    again = await begun(database, file)
    assert mode(again) is Mode.WATCH
    await change(again, file, CHANGED)
    assert mode(again) is expected


async def test_somebody_who_knows_that_the_file_rests_need_not_wait(regime: Regime, file: Path) -> None:
    assert await regime.reload() == "Nothing has changed in the rules file."
    write(file, CHANGED)
    assert await regime.reload() == "The rules file is fine, and runs in a moment."
    assert mode(regime) is Mode.AUTO, "not yet"
    news = await regime.round()
    assert news is not None
    assert news.text.startswith("Your new rules are running.")
    assert len(regime.rules.rules[0].actions) == 2
    write(file, RULES.replace("like", "lik"))
    assert (await regime.reload()).startswith("rules.yaml has a mistake:")
    assert await regime.round() is None, "it was told"


async def test_a_broken_file_changes_nothing(regime: Regime, file: Path) -> None:
    before = regime.rules
    news = await change(regime, file, RULES.replace("like", "lik"))
    assert news is not None
    assert not news.swapped
    assert regime.rules is before


async def test_whom_the_chat_puts_on_a_list_is_on_it_at_once(regime: Regime, database: Database) -> None:
    await put(database, "7")
    news = await regime.round()
    assert news is not None
    assert (news.text, news.swapped) == ("", True)
    assert wanted(regime) == {"ana", "id:7"}
    assert mode(regime) is Mode.AUTO, "nobody edited the rule"
    async with database.write() as session:
        await listing.remove(session, ACCOUNT, "friends", UserId("7"))
    assert await regime.round() is not None
    assert wanted(regime) == {"ana"}


async def test_who_is_on_a_list_for_a_time_leaves_it_by_itself(database: Database, file: Path) -> None:
    await put(database, "7", timedelta(hours=1))
    clock = SteppedClock()
    regime = Regime(Rulebook(file, file.with_name("kept.json")), database, ACCOUNT, clock)
    await regime.begin()
    assert wanted(regime) == {"ana", "id:7"}
    clock.now += timedelta(hours=1)
    assert await regime.round() is not None
    assert wanted(regime) == {"ana"}


async def test_what_the_database_refused_is_done_by_the_next_round(file: Path, database: Database) -> None:
    closed = Closable(database)
    regime = Regime(Rulebook(file, file.with_name("kept.json")), closed, ACCOUNT, SteppedClock())  # type: ignore[arg-type]  # stands in for one that is locked
    await regime.begin()
    write(file, CHANGED)
    await regime.round()
    closed.closed = True
    with pytest.raises(OSError, match="locked"):
        await regime.round()
    assert mode(regime) is Mode.AUTO, "the old rules go on"
    assert len(regime.rules.rules[0].actions) == 1
    closed.closed = False
    news = await regime.round()
    assert news is not None
    assert news.text.startswith("Your new rules are running.")
    assert mode(regime) is Mode.ASK


class Closable:
    """A database that can be locked by somebody else."""

    def __init__(self, database: Database) -> None:
        self.read = database.read
        self._database = database
        self.closed = False

    @asynccontextmanager
    async def write(self) -> AsyncIterator[object]:
        if self.closed:
            raise OSError("the database is locked")
        async with self._database.write() as session:
            yield session
