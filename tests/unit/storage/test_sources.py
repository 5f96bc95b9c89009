from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.sources import Source
from storage import sources
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, OTHER_ACCOUNT, SUNSET

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Database
    from storage.sources import StoredSource

MIRA = Source.parse("user:7")
HOUR = timedelta(hours=1)


async def sync(database: Database, *wishes: Source, every: timedelta | None = MINUTE, now: datetime = NOW) -> None:
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
        await sources.looked(session, source.id, now)


async def test_a_new_source_is_due_at_once_and_has_no_baseline(database: Database) -> None:
    await sync(database, SUNSET)
    only = await the_one(database)
    assert (only.account, only.source, only.every, only.next_due_at) == (ACCOUNT, SUNSET, MINUTE, NOW)
    assert (only.baseline_at, only.last_looked_at, only.failures, only.last_error) == (None, None, 0, None)
    assert only.learned is None


async def test_the_first_look_is_the_baseline_and_later_ones_are_not(database: Database) -> None:
    await sync(database, SUNSET)
    for moment in (NOW + MINUTE, NOW + 5 * MINUTE):
        await look(database, await the_one(database), moment)
    only = await the_one(database)
    assert (only.baseline_at, only.last_looked_at) == (NOW + MINUTE, NOW + 5 * MINUTE)


async def test_a_wish_that_stays_keeps_its_baseline_and_takes_a_new_promise(database: Database) -> None:
    await sync(database, SUNSET)
    await look(database, await the_one(database), NOW)
    await sync(database, SUNSET, MIRA, every=HOUR, now=NOW + HOUR)
    kept, new = await active(database)
    assert (kept.source, kept.every, kept.baseline_at, kept.last_looked_at) == (SUNSET, HOUR, NOW, NOW)
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


async def test_nothing_need_be_promised(database: Database) -> None:
    await sync(database, SUNSET)
    await sync(database, SUNSET, MIRA, every=None)
    assert [known.every for known in await active(database)] == [None, None]


async def test_one_source_is_found_while_it_is_wished_for(database: Database) -> None:
    await sync(database, SUNSET, MIRA)
    async with database.read() as session:
        found = await sources.one(session, ACCOUNT, MIRA)
        assert found is not None
        assert found.source == MIRA
        assert await sources.one(session, OTHER_ACCOUNT, MIRA) is None
        assert await sources.one(session, ACCOUNT, Source.parse("tag:7")) is None
    await sync(database, SUNSET)
    async with database.read() as session:
        assert await sources.one(session, ACCOUNT, MIRA) is None


async def test_what_was_learned_is_kept_with_the_moment_of_the_next_look(database: Database) -> None:
    await sync(database, SUNSET, MIRA)
    sunset, _ = await active(database)
    async with database.write() as session:
        await sources.learn(session, sunset.id, {"posts": [1.0, 0.5]}, NOW + HOUR)
    sunset, mira = await active(database)
    assert (sunset.learned, sunset.next_due_at) == ({"posts": [1.0, 0.5]}, NOW + HOUR)
    assert (mira.learned, mira.next_due_at) == (None, NOW)


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


async def hasten(database: Database, *meant: StoredSource, to: datetime) -> None:
    async with database.write() as session:
        await sources.hasten(session, [one.id for one in meant], to)


async def hastened(database: Database) -> dict[Source, datetime]:
    async with database.read() as session:
        assert await sources.hastened(session, OTHER_ACCOUNT) == {}
        return await sources.hastened(session, ACCOUNT)


async def test_only_the_lists_that_are_meant_are_hastened(database: Database) -> None:
    await sync(database, SUNSET, MIRA, now=NOW + HOUR)
    sunset, mira = await active(database)
    await hasten(database, to=NOW)
    assert await hastened(database) == {}
    await hasten(database, sunset, to=NOW)
    assert await hastened(database) == {SUNSET: NOW}
    assert [source.next_due_at for source in await active(database)] == [NOW, mira.next_due_at]


@pytest.mark.parametrize(("moments", "expected"), [([2, 1], 1), ([1, 2], 1), ([2], 2)])
async def test_a_list_is_hastened_and_never_held_up(database: Database, moments: list[int], expected: int) -> None:
    await sync(database, SUNSET)
    only = await the_one(database)
    async with database.write() as session:
        await sources.learn(session, only.id, {}, NOW + 1.5 * MINUTE)
    for minutes in moments:
        await hasten(database, only, to=NOW + minutes * MINUTE)
    assert await hastened(database) == {SUNSET: NOW + expected * MINUTE}
    assert (await the_one(database)).next_due_at == NOW + min(1.5, expected) * MINUTE


async def test_a_look_or_a_new_beginning_ends_the_haste(database: Database) -> None:
    await sync(database, SUNSET)
    only = await the_one(database)
    await hasten(database, only, to=NOW)
    await look(database, only, NOW)
    assert await hastened(database) == {}
    await hasten(database, only, to=NOW)
    await sync(database)
    assert await hastened(database) == {}
    await sync(database, SUNSET)
    assert await hastened(database) == {}
