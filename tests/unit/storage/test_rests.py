from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.plans import Mode
from storage import rests, standings
from storage.rests import Rest
from storage.standings import Standing
from tests.unit.storage.examples import NOW

if TYPE_CHECKING:
    from storage.database import Database

SUNS = Standing(rule="suns", content="abc", wanted=Mode.AUTO, granted=Mode.ASK)
SEAS = Standing(rule="seas", content="def", wanted=Mode.WATCH, granted=Mode.WATCH)
ANA = Rest(by="Ana", at=NOW)


async def test_a_rule_rests_until_somebody_ends_it(database: Database) -> None:
    async with database.write() as session:
        await standings.put(session, [SUNS, SEAS])
        assert await rests.begin(session, "suns", "Ana", NOW) == ANA
        assert await rests.begin(session, "suns", "Bo", NOW + timedelta(hours=1)) == ANA
        await standings.put(session, [SUNS])
    async with database.write() as session:
        assert await rests.all_of(session) == {"suns": ANA}
        assert await rests.all_of(session, ["seas"]) == {}
        assert await rests.end(session, "suns")
        assert not await rests.end(session, "suns")
        assert await rests.all_of(session) == {}


async def test_a_rule_that_nobody_loaded_cannot_rest(database: Database) -> None:
    async with database.write() as session:
        assert await rests.begin(session, "moons", "Ana", NOW) is None
        assert not await rests.end(session, "moons")
