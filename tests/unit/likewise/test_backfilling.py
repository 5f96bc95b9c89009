from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from domain.errors import ConfigError
from domain.plans import Mode, Reason
from likewise import connecting, records
from likewise.backfilling import Backfill, bring, past
from likewise.cli import app
from storage import accounts, cases
from tests.unit.likewise.kept import ACCOUNT, RULES, chosen, fill, keep
from tests.unit.polling.world import START, SteppedClock, World

if TYPE_CHECKING:
    from pathlib import Path

    from likewise.records import ReportSettings

DAY = timedelta(days=1)
ACTING = RULES.replace("mode: ask", "mode: auto").replace("any_word: [sunset]", "any_word: [pier]")


@pytest.fixture
def world() -> World:
    """Four sunsets: one of a minute ago, one of yesterday, two of last week."""
    clock = SteppedClock()
    world = World(clock)
    for number, age in (("m4", 8 * DAY), ("m3", 7 * DAY), ("m2", DAY), ("m1", timedelta(minutes=1))):
        clock.now = START - age
        world.post(number)
    clock.now = START
    return world


async def brought(
    held: ReportSettings, world: World, *, most: int = 50, mode: Mode = Mode.WATCH, confirmed: bool = False
) -> Backfill:
    async with records.opened(held, START) as opened:
        wanted = past("tag:sunset", START - 3 * DAY, most, mode, confirmed=confirmed)
        return await bring(opened, world, wanted, world.clock)


def text(found: Backfill) -> str:
    return "\n".join(line.plain for line in found.for_people())


async def test_the_past_is_brought_back_and_only_watched(tmp_path: Path, world: World) -> None:
    held = chosen(tmp_path, ACTING)
    await fill(held)
    found = await brought(held, world)
    assert text(found) == (
        "2 events brought back from #sunset since 2026-11-20 12:00 UTC.\n"
        "No rule may go further than watch about them.\n"
        "In all: 1 like (watch); held back: 1 age.\n"
        "likewise run judges them: now if it runs, or when it starts. likewise plan shows what waits."
    )
    assert [(step.event.key, step.held) for step in found.steps] == [("media:m2", Reason.AGE), ("media:m1", None)]
    assert world.effects == []
    async with connecting.store(held) as (database, _), database.read() as session:
        assert {case.ceiling for case in await cases.due(session, ACCOUNT, START, 9)} == {Mode.WATCH}


async def test_what_is_brought_twice_is_known(tmp_path: Path, world: World) -> None:
    held = chosen(tmp_path, ACTING)
    await fill(held)
    await brought(held, world)
    assert text(await brought(held, world)) == (
        "0 events brought back from #sunset since 2026-11-20 12:00 UTC; 2 others known already."
    )


async def test_no_more_is_brought_than_wanted(tmp_path: Path, world: World) -> None:
    held = chosen(tmp_path, ACTING)
    await fill(held)
    found = await brought(held, world, most=1, mode=Mode.ASK)
    assert [(step.event.key, step.action.mode) for step in found.steps] == [("media:m1", Mode.ASK)]
    told = json.loads(json.dumps(found.for_programs()))
    assert (told["source"], told["mode"], told["new"], told["would"][0]["mode"]) == ("tag:sunset", "ask", 1, "ask")


async def test_acting_by_itself_takes_a_second_word(tmp_path: Path, world: World) -> None:
    held = chosen(tmp_path, ACTING)
    await fill(held)
    with pytest.raises(ConfigError, match="--yes-auto"):
        await brought(held, world, mode=Mode.AUTO)
    assert world.calls == []
    found = await brought(held, world, mode=Mode.AUTO, confirmed=True)
    assert {step.action.mode for step in found.steps} == {held.ceiling}


async def test_for_an_account_that_is_blocked_nothing_is_asked(tmp_path: Path, world: World) -> None:
    held = chosen(tmp_path, ACTING)
    await fill(held)
    async with connecting.store(held) as (database, _), database.write() as session:
        await accounts.pause(session, ACCOUNT, "the token is refused")
    with pytest.raises(ConfigError, match="the token is refused; log in anew first"):
        await brought(held, world)
    assert world.calls == []


async def test_a_list_that_is_too_long_is_said_to_be(tmp_path: Path, world: World) -> None:
    held = chosen(tmp_path, ACTING)
    await fill(held)
    world.page_size = 1
    world.budget = type(world.budget)(limit=5000, remaining=10)
    assert "There is more: the list is long, or calls are kept for the chat." in text(await brought(held, world))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tag:Sunset", "tag:sunset"),
        ("#sunset", "tag:sunset"),
        ("user:ana", "user:@ana"),
        ("user:@Ana", "user:@ana"),
        ("user:123", "user:123"),
        ("user:id:123", "user:123"),
        ("user:self", "user:self"),
        ("location:212988663", "location:212988663"),
        ("area:52.5,13.4,5000", "area:52.5,13.4,5000"),
        ("feed", "feed:self"),
        ("requests", "requests:self"),
        ("comments:self", "comments:self"),
        ("popular", "popular:all"),
    ],
)
def test_a_list_is_typed_as_people_would(typed: str, meant: str) -> None:
    assert str(past(typed, START, 1, Mode.WATCH, confirmed=False).source) == meant


@pytest.mark.parametrize("typed", ["sunset", "tag:", "tag", "user:", "area:here", "area:1,2", "", "#"])
def test_what_is_no_list_is_refused_with_all_that_there_are(typed: str) -> None:
    with pytest.raises(ConfigError, match="names no list; it would be tag:sunset or one of tag:…, user:…"):
        past(typed, START, 1, Mode.WATCH, confirmed=False)


def test_the_command_asks_for_the_second_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = chosen(tmp_path)
    keep(held)
    monkeypatch.setenv("LIKEWISE_DATA", str(held.data))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["backfill", "tag:sunset", "--mode", "auto"])
    assert isinstance(result.exception, ConfigError)
    assert "--yes-auto" in str(result.exception)
