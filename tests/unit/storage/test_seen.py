from __future__ import annotations

from typing import TYPE_CHECKING

from domain.ids import MediaId, UserId
from storage import seen
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, OTHER_ACCOUNT

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Database


def photos(*numbers: str) -> list[MediaId]:
    return list(map(MediaId, numbers))


async def update(database: Database, *people: str, now: datetime = NOW) -> set[str]:
    async with database.write() as session:
        return await seen.update_waiting(session, ACCOUNT, list(map(UserId, people)), now)


async def test_a_photo_is_new_once_for_each_account(database: Database) -> None:
    async with database.write() as session:
        first = await seen.remember(session, ACCOUNT, photos("a", "b", "a"), NOW)
        again = await seen.remember(session, ACCOUNT, photos("b", "c"), NOW)
        elsewhere = await seen.remember(session, OTHER_ACCOUNT, photos("a"), NOW)
    assert (first, again, elsewhere) == ({"a", "b"}, {"c"}, {"a"})


async def test_known_photos_are_told_from_new_ones(database: Database) -> None:
    async with database.write() as session:
        await seen.remember(session, ACCOUNT, photos("a", "b"), NOW)
        await seen.remember(session, OTHER_ACCOUNT, photos("c"), NOW)
    async with database.read() as session:
        assert await seen.known(session, ACCOUNT, photos("a", "c", "d")) == {"a"}
        assert await seen.known(session, ACCOUNT, []) == set()


async def test_what_came_in_a_span_of_time_can_be_left_aside(database: Database) -> None:
    moments = {"before": NOW, "at the end": NOW + MINUTE, "after": NOW + 2 * MINUTE}
    async with database.write() as session:
        for name, moment in moments.items():
            await seen.remember(session, ACCOUNT, photos(name), moment)
    async with database.read() as session:
        known = await seen.known(session, ACCOUNT, photos(*moments), besides=(NOW, NOW + MINUTE))
    assert known == {"before", "after"}


async def test_nothing_to_remember_is_fine(database: Database) -> None:
    async with database.write() as session:
        assert await seen.remember(session, ACCOUNT, [], NOW) == set()


async def test_who_waits_is_new_once_and_new_again_after_having_gone(database: Database) -> None:
    assert await update(database, "1", "2") == {"1", "2"}
    assert await update(database, "2", "3", now=NOW + MINUTE) == {"3"}
    async with database.read() as session:
        assert await seen.waiting(session, ACCOUNT) == {"2": NOW, "3": NOW + MINUTE}
    assert await update(database, "1", now=NOW + 2 * MINUTE) == {"1"}


async def test_when_nobody_waits_everybody_is_forgotten_but_only_here(database: Database) -> None:
    await update(database, "1", "2")
    async with database.write() as session:
        await seen.update_waiting(session, OTHER_ACCOUNT, [UserId("1")], NOW)
    assert await update(database) == set()
    async with database.read() as session:
        assert await seen.waiting(session, ACCOUNT) == {}
        assert await seen.waiting(session, OTHER_ACCOUNT) == {"1": NOW}


async def test_more_people_than_a_statement_takes_variables_may_come_and_go(database: Database) -> None:
    crowd = [str(number) for number in range(33_000)]
    assert len(await update(database, *crowd)) == len(crowd)
    assert await update(database, "new") == {"new"}
    async with database.read() as session:
        assert await seen.waiting(session, ACCOUNT) == {"new": NOW}
