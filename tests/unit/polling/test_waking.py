from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.sources import Source
from polling.lists import OWN_PHOTOS
from polling.waking import SHORTEST_GAP, Waking
from storage import sources
from tests.unit.polling.stage import ACCOUNT
from tests.unit.polling.world import ME, START

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Database
    from tests.unit.polling.world import SteppedClock, World

SUNSET, PIER = Source.parse("tag:sunset"), Source.parse("location:9")
HOUR = timedelta(hours=1)


@pytest.fixture
def waking(database: Database, world: World, clock: SteppedClock) -> Waking:
    return Waking(account=ACCOUNT, network=world, database=database, clock=clock)


async def watch(database: Database, *watched: Source, looked_at: datetime | None = START) -> None:
    async with database.write() as session:
        await sources.sync(session, ACCOUNT, dict.fromkeys(watched, HOUR), START)
        for source in await sources.active(session, ACCOUNT):
            if looked_at is not None:
                await sources.looked(session, source.id, looked_at)
                await sources.learn(session, source.id, {}, looked_at + HOUR)


async def due_at(database: Database) -> dict[str, datetime]:
    async with database.read() as session:
        return {str(one.source): one.next_due_at for one in await sources.active(session, ACCOUNT)}


async def test_what_is_pushed_is_due_now_and_the_rest_as_before(
    waking: Waking, database: Database, clock: SteppedClock
) -> None:
    await watch(database, SUNSET, PIER)
    clock.step(60)
    assert await waking.wake([SUNSET])
    assert await due_at(database) == {"tag:sunset": clock(), "location:9": START + HOUR}


@pytest.mark.parametrize("told", ["tag:sunsets", "user:9", "location:99"])
async def test_what_is_not_watched_wakes_nothing(waking: Waking, database: Database, told: str) -> None:
    await watch(database, SUNSET, PIER)
    assert not await waking.wake([Source.parse(told)])
    assert set((await due_at(database)).values()) == {START + HOUR}


@pytest.mark.parametrize(("told", "due"), [(f"user:{ME}", True), ("user:9", False)])
async def test_the_owners_own_photos_are_pushed_by_the_owners_id(
    waking: Waking,
    database: Database,
    clock: SteppedClock,
    told: str,
    due: bool,  # noqa: FBT001 - a table's column
) -> None:
    await watch(database, OWN_PHOTOS)
    clock.step(60)
    assert await waking.wake([Source.parse(told)]) is due


async def test_a_list_that_was_just_looked_at_is_due_in_a_moment(
    waking: Waking, database: Database, clock: SteppedClock
) -> None:
    await watch(database, SUNSET)
    clock.step(1)
    assert not await waking.wake([SUNSET])
    assert await due_at(database) == {"tag:sunset": START + SHORTEST_GAP}


async def test_many_lists_share_the_calls_of_the_hour(
    waking: Waking, database: Database, clock: SteppedClock
) -> None:
    watched = [Source.parse(f"tag:t{number}") for number in range(40)]
    await watch(database, *watched)
    clock.step(1)
    await waking.wake(watched)
    (due,) = set((await due_at(database)).values())
    looks_per_hour = len(watched) * HOUR / (due - START)
    assert looks_per_hour <= 0.5 * waking.network.budget.limit


async def test_a_list_that_fails_waits_as_it_was_told(
    waking: Waking, database: Database, clock: SteppedClock
) -> None:
    await watch(database, SUNSET)
    async with database.write() as session:
        (source,) = await sources.active(session, ACCOUNT)
        await sources.failed(session, source.id, "too many calls", START + HOUR)
    clock.step(60)
    assert not await waking.wake([SUNSET])
    assert await due_at(database) == {"tag:sunset": START + HOUR}


async def test_a_push_never_holds_a_look_up(waking: Waking, database: Database) -> None:
    await watch(database, SUNSET, looked_at=None)
    assert await waking.wake([SUNSET])
    assert await due_at(database) == {"tag:sunset": START}
