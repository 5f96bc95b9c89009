from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.plans import Mode
from storage import standings
from storage.standings import Hold, Standing
from tests.unit.storage.examples import NOW

if TYPE_CHECKING:
    from storage.database import Database

SUNS = Standing(rule="suns", content="abc", wanted=Mode.AUTO, granted=Mode.ASK)
SEAS = Standing(rule="seas", content="def", wanted=Mode.WATCH, granted=Mode.WATCH)
HOUR = timedelta(hours=1)


async def test_standings_are_kept_and_overwritten(database: Database) -> None:
    async with database.write() as session:
        await standings.put(session, [SUNS, SEAS])
        await standings.put(session, [])
        await standings.put(session, [replace(SUNS, granted=Mode.AUTO, promoted_at=NOW, promoted_by="mila")])
    async with database.read() as session:
        assert await standings.all_of(session) == {
            "suns": replace(SUNS, granted=Mode.AUTO, promoted_at=NOW, promoted_by="mila"),
            "seas": SEAS,
        }
        assert await standings.get(session, "seas") == SEAS
        assert await standings.get(session, "moons") is None


async def test_matches_are_counted_from_the_first_on(database: Database) -> None:
    async with database.write() as session:
        await standings.put(session, [SUNS, SEAS])
        for hours in (1, 2):
            await standings.count(session, ["suns", "gone"], NOW + hours * HOUR)
        await standings.count(session, [], NOW)
        found = await standings.all_of(session)
    assert found["suns"] == replace(SUNS, matches=2, first_matched_at=NOW + HOUR)
    assert found["seas"] == SEAS


async def test_when_people_spoke_last_is_known(database: Database) -> None:
    async with database.write() as session:
        assert await standings.latest(session) == (None, None)
        held = Hold(mode=Mode.WATCH, version=None, by="mila", at=NOW + 2 * HOUR)
        await standings.put(session, [SUNS, replace(SEAS, promoted_at=NOW)])
        await standings.put(session, [replace(SUNS, promoted_at=NOW + HOUR, hold=held)])
        assert await standings.latest(session) == (NOW + HOUR, NOW + 2 * HOUR)


@pytest.mark.parametrize(
    ("mode", "version", "goes"),
    [
        pytest.param(Mode.WATCH, None, Mode.WATCH, id="held for good"),
        pytest.param(Mode.AUTO, None, Mode.ASK, id="no further than it was granted"),
        pytest.param(Mode.WATCH, "abc/auto", Mode.WATCH, id="held as long as it stays the same"),
        pytest.param(Mode.WATCH, "abc/ask", Mode.ASK, id="its mode was changed since"),
        pytest.param(Mode.WATCH, "abd/auto", Mode.ASK, id="its content was changed since"),
        pytest.param(None, None, Mode.ASK, id="held no longer"),
    ],
)
async def test_a_rule_goes_as_far_as_file_grant_and_people_let_it(
    database: Database, mode: Mode | None, version: str | None, goes: Mode
) -> None:
    held = replace(SUNS, hold=Hold(mode=mode, version=version, by="mila", at=NOW))
    async with database.write() as session:
        await standings.put(session, [held])
        found = await standings.get(session, "suns")
    assert found == held
    assert held.mode is goes
