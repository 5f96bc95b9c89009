from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.sources import Source
from storage import sources
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, OTHER_ACCOUNT, SUNSET

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Database
    from storage.sources import StoredSource

MIRA = Source.parse("user:7")
HOUR = timedelta(hours=1)


async def sync(database: Database, *wishes: Source, every: timedelta = MINUTE, now: datetime = NOW) -> None:
    async with database.write() as session:
        await sources.sync(session, ACCOUNT, dict.fromkeys(wishes, every), now)


async def active(database: Database) -> list[StoredSource]:
    async with database.read() as session:
        return await sources.active(session, ACCOUNT)


async def the_one(database: Database) -> StoredSource:
    (only,) = await active(database)
    return only


async def look(database: Database, source: StoredSource, now: datetime) -> None:
    async with database.write() as session:
        await sources.looked(session, source.id, now, now + MINUTE)


async def test_a_new_source_is_due_at_once_and_has_no_baseline(database: Database) -> None:
    await sync(database, SUNSET)
    only = await the_one(database)
    assert (only.account, only.source, only.every, only.next_due_at) == (ACCOUNT, SUNSET, MINUTE, NOW)
    assert (only.baseline_at, only.last_looked_at, only.failures, only.last_error) == (None, None, 0, None)


async def test_the_first_look_is_the_baseline_and_later_ones_are_not(database: Database) -> None:
    await sync(database, SUNSET)
    for moment in (NOW + MINUTE, NOW + 5 * MINUTE):
        await look(database, await the_one(database), moment)
    only = await the_one(database)
    assert (only.baseline_at, only.last_looked_at) == (NOW + MINUTE, NOW + 5 * MINUTE)
    assert only.next_due_at == NOW + 6 * MINUTE


async def test_a_wish_that_stays_keeps_its_baseline_and_takes_a_new_interval(database: Database) -> None:
    await sync(database, SUNSET)
    await look(database, await the_one(database), NOW)
    await sync(database, SUNSET, MIRA, every=HOUR, now=NOW + HOUR)
    kept, new = await active(database)
    assert (kept.source, kept.every, kept.baseline_at, kept.next_due_at) == (SUNSET, HOUR, NOW, NOW + MINUTE)
    assert (new.source, new.baseline_at) == (MIRA, None)


async def test_a_source_that_was_dropped_and_comes_back_starts_anew(database: Database) -> None:
    await sync(database, SUNSET)
    await look(database, await the_one(database), NOW)
    async with database.write() as session:
        await sources.failed(session, (await the_one(database)).id, "gone", NOW + HOUR)
    await sync(database)
    assert await active(database) == []
    await sync(database, SUNSET, now=NOW + 5 * MINUTE)
    back = await the_one(database)
    assert (back.baseline_at, back.next_due_at) == (None, NOW + 5 * MINUTE)
    assert (back.failures, back.last_error) == (0, None)


async def test_only_what_is_wished_and_whose_time_has_come_is_due_the_longest_first(database: Database) -> None:
    beach = Source.parse("tag:beach")
    await sync(database, SUNSET, MIRA, beach)
    sunset, mira, _ = await active(database)
    await look(database, mira, NOW)
    await look(database, sunset, NOW - timedelta(seconds=1))
    await sync(database, SUNSET, MIRA)
    async with database.read() as session:
        almost = await sources.due(session, ACCOUNT, NOW + MINUTE - timedelta(seconds=1))
        both = await sources.due(session, ACCOUNT, NOW + MINUTE)
        elsewhere = await sources.due(session, OTHER_ACCOUNT, NOW + HOUR)
    assert [one.source for one in almost] == [SUNSET]
    assert [one.source for one in both] == [SUNSET, MIRA]
    assert elsewhere == []


async def test_failures_are_counted_until_a_look_succeeds(database: Database) -> None:
    await sync(database, SUNSET)
    only = await the_one(database)
    async with database.write() as session:
        counts = [await sources.failed(session, only.id, f"no answer {n}", NOW + HOUR) for n in range(2)]
    failing = await the_one(database)
    assert counts == [1, 2]
    assert (failing.failures, failing.last_error, failing.next_due_at) == (2, "no answer 1", NOW + HOUR)
    assert failing.baseline_at is None

    await look(database, only, NOW)
    well = await the_one(database)
    assert (well.failures, well.last_error) == (0, None)


async def test_after_a_jump_of_the_clock_nothing_waits_too_long(database: Database) -> None:
    await sync(database, SUNSET, MIRA)
    sunset, mira = await active(database)
    await look(database, sunset, NOW + timedelta(days=30))
    await look(database, mira, NOW)
    async with database.write() as session:
        await sources.pull_in(session, ACCOUNT, NOW + HOUR)
    assert [one.next_due_at for one in await active(database)] == [NOW + HOUR, NOW + MINUTE]


async def test_a_list_is_hastened_and_never_held_up(database: Database) -> None:
    await sync(database, SUNSET, MIRA)
    sunset, mira = await active(database)
    await look(database, sunset, NOW + HOUR)
    await look(database, mira, NOW)
    async with database.write() as session:
        await sources.hasten(session, [sunset.id, mira.id], NOW + 2 * MINUTE)
    sunset, mira = await active(database)
    assert (sunset.next_due_at, mira.next_due_at) == (NOW + 2 * MINUTE, NOW + MINUTE)


async def test_only_the_lists_that_are_meant_are_hastened(database: Database) -> None:
    await sync(database, SUNSET, MIRA, now=NOW + HOUR)
    sunset, mira = await active(database)
    async with database.write() as session:
        await sources.hasten(session, [sunset.id], NOW)
        await sources.hasten(session, [], NOW)
    assert [source.next_due_at for source in await active(database)] == [NOW, mira.next_due_at]
