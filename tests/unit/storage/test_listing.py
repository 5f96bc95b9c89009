from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain.ids import UserId
from domain.people import Person
from storage import listing
from storage.listing import MUTED, NEVER, Entry
from tests.unit.storage.examples import ACCOUNT, MINUTE, MIRA, NOW, OTHER_ACCOUNT

if TYPE_CHECKING:
    from storage.database import Database

REGULAR = Entry(list="regulars", person=MIRA.id, username="mira", added_by="rule:greet", until=None)
TOM = Person(id=UserId("9"), username="tom")


async def test_somebody_is_on_a_list_until_taken_off(database: Database) -> None:
    async with database.write() as session:
        await listing.put(session, ACCOUNT, REGULAR, NOW)
        assert await listing.of_person(session, ACCOUNT, MIRA, NOW) == {"regulars": REGULAR}
        assert await listing.of_person(session, ACCOUNT, TOM, NOW) == {}
        assert await listing.of_person(session, OTHER_ACCOUNT, MIRA, NOW) == {}
        assert await listing.remove(session, ACCOUNT, "regulars", MIRA.id)
        assert not await listing.remove(session, ACCOUNT, "regulars", MIRA.id)
        assert await listing.all_of(session, ACCOUNT, NOW) == []


@pytest.mark.parametrize(("minutes", "is_on"), [(0, True), (0.99, True), (1, False), (9, False)])
async def test_a_time_on_a_list_ends(database: Database, minutes: float, *, is_on: bool) -> None:
    async with database.write() as session:
        await listing.put(session, ACCOUNT, replace(REGULAR, until=NOW + MINUTE), NOW)
        later = NOW + minutes * MINUTE
        assert bool(await listing.of_person(session, ACCOUNT, MIRA, later)) is is_on
        assert bool(await listing.entries(session, ACCOUNT, later)) is is_on
        await listing.prune(session, later)
        assert bool(await listing.all_of(session, ACCOUNT, NOW)) is is_on


async def test_the_last_word_about_somebody_holds(database: Database) -> None:
    async with database.write() as session:
        await listing.put(session, ACCOUNT, REGULAR, NOW)
        longer = replace(REGULAR, until=NOW + MINUTE, added_by="Ana")
        await listing.put(session, ACCOUNT, longer, NOW)
        assert await listing.all_of(session, ACCOUNT, NOW) == [longer]


async def test_the_files_lists_grow_by_ids_and_never_by_who_is_muted(database: Database) -> None:
    async with database.write() as session:
        for name, person in ((NEVER, TOM), ("regulars", MIRA), ("regulars", TOM), (MUTED, MIRA)):
            entry = Entry(list=name, person=person.id, username=person.username, added_by="Ana", until=None)
            await listing.put(session, ACCOUNT, entry, NOW)
        assert await listing.entries(session, ACCOUNT, NOW) == {
            "never_touch": ("id:9",),
            "regulars": ("id:7", "id:9"),
        }
        assert await listing.entries(session, OTHER_ACCOUNT, NOW) == {}
