from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from domain.ids import TelegramUserId
from storage import members
from storage.members import Member
from storage.states import Role
from tests.unit.storage.examples import MINUTE, NOW

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Database

ME, YOU = TelegramUserId(1001), TelegramUserId(2**40)


def member(user: TelegramUserId = ME, *, reachable: bool = True, added_at: datetime = NOW) -> Member:
    return Member(id=user, role=Role.OWNER, name="Mira", reachable=reachable, added_at=added_at)


async def new_code(database: Database) -> str:
    async with database.write() as session:
        return await members.new_code(session, Role.OWNER, NOW + 10 * MINUTE)


async def redeem(database: Database, code: str, now: datetime = NOW, user: TelegramUserId = ME) -> Role | None:
    async with database.write() as session:
        return await members.redeem(session, code, user, now)


async def test_nobody_is_a_member_until_added(database: Database) -> None:
    async with database.write() as session:
        assert await members.get(session, ME) is None
        assert await members.all_of(session) == []
        assert await members.add(session, member())
        assert await members.get(session, ME) == member()
        assert await members.get(session, YOU) is None


async def test_adding_again_changes_nothing(database: Database) -> None:
    async with database.write() as session:
        await members.add(session, member())
        assert not await members.add(session, member(reachable=False))
        assert await members.get(session, ME) == member()


async def test_the_longest_there_comes_first(database: Database) -> None:
    async with database.write() as session:
        await members.add(session, member(ME, added_at=NOW + MINUTE))
        await members.add(session, member(YOU))
        assert [one.id for one in await members.all_of(session)] == [YOU, ME]


async def test_whether_somebody_can_be_reached_is_remembered_for_them_alone(database: Database) -> None:
    async with database.write() as session:
        await members.add(session, member(ME))
        await members.add(session, member(YOU))
        await members.set_reachable(session, ME, reachable=False)
    async with database.read() as session:
        assert {one.id: one.reachable for one in await members.all_of(session)} == {ME: False, YOU: True}


async def test_a_code_works_once(database: Database) -> None:
    code = await new_code(database)
    assert await redeem(database, code) is Role.OWNER
    assert await redeem(database, code) is None
    assert await redeem(database, code, user=YOU) is None


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        pytest.param(-1, Role.OWNER, id="a second before it expires"),
        pytest.param(0, None, id="the moment it expires"),
        pytest.param(3600, None, id="an hour late"),
    ],
)
async def test_a_code_expires(database: Database, late: int, expected: Role | None) -> None:
    code = await new_code(database)
    assert await redeem(database, code, NOW + 10 * MINUTE + late / 60 * MINUTE) is expected


async def test_only_the_exact_code_works(database: Database) -> None:
    code = await new_code(database)
    for wrong in ("", code[:-1], f"{code} ", code.swapcase()):
        assert await redeem(database, wrong) is None
    assert await redeem(database, code) is Role.OWNER


async def test_a_new_code_replaces_the_unused_one(database: Database) -> None:
    old, new = await new_code(database), await new_code(database)
    assert old != new
    assert await redeem(database, old) is None
    assert await redeem(database, new) is Role.OWNER


async def test_the_database_does_not_know_the_code(database: Database) -> None:
    code = await new_code(database)
    async with database.read() as session:
        rows = (await session.execute(text("SELECT * FROM pairing"))).all()
    assert len(rows) == 1
    assert code not in repr(rows)


async def test_only_who_came_from_the_settings_leaves_with_them(database: Database) -> None:
    third = TelegramUserId(3003)
    async with database.write() as session:
        await members.add(session, member(ME))
        for configured in (YOU, third):
            await members.add(session, replace(member(configured), from_settings=True))
        assert await members.drop_unset(session, [third]) == [YOU]
        assert {one.id for one in await members.all_of(session)} == {ME, third}
        assert await members.drop_unset(session, []) == [third]
        assert await members.get(session, ME) == member(ME)
