from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.plans import Mode
from storage import standings
from storage.standings import Standing
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


async def test_the_latest_promotion_is_known(database: Database) -> None:
    async with database.write() as session:
        assert await standings.latest_promotion(session) is None
        await standings.put(session, [SUNS, replace(SEAS, promoted_at=NOW)])
        await standings.put(session, [replace(SUNS, promoted_at=NOW + HOUR)])
        assert await standings.latest_promotion(session) == NOW + HOUR
