from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain.ids import ChatId, TelegramUserId
from storage import awaiting
from storage.awaiting import KNOWN_FOR, Whom
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, OTHER_ACCOUNT

if TYPE_CHECKING:
    from storage.database import Database

ANA = Whom(account=ACCOUNT, chat=ChatId(-5), user=TelegramUserId(1))


async def asked(database: Database, whom: Whom = ANA, kind: str = "comment", *, minutes: int = 5) -> int:
    async with database.write() as session:
        end = NOW + minutes * MINUTE
        return await awaiting.ask(session, whom, kind, {"media": "m1"}, now=NOW, expires_at=end)


async def test_a_question_waits_until_it_is_closed(database: Database) -> None:
    number = await asked(database)
    async with database.read() as session:
        found = await awaiting.current(session, ANA)
    assert found is not None
    assert (found.id, found.kind, found.payload, found.message_id) == (number, "comment", {"media": "m1"}, None)
    assert found.expires_at == NOW + 5 * MINUTE
    async with database.write() as session:
        await awaiting.close(session, number)
    async with database.read() as session:
        assert await awaiting.current(session, ANA) is None


async def test_a_new_question_takes_the_place_of_the_one_before(database: Database) -> None:
    await asked(database)
    second = await asked(database, kind="rule")
    async with database.write() as session:
        found = await awaiting.current(session, ANA)
        assert found is not None
        assert found.id == second
        await awaiting.close(session, second)
    async with database.read() as session:
        assert await awaiting.current(session, ANA) is None


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(ANA, account=OTHER_ACCOUNT), id="another account"),
        pytest.param(replace(ANA, chat=ChatId(-6)), id="another chat"),
        pytest.param(replace(ANA, user=TelegramUserId(2)), id="another person in the same chat"),
    ],
)
async def test_a_question_is_for_one_person_in_one_chat(database: Database, other: Whom) -> None:
    number = await asked(database)
    async with database.write() as session:
        await awaiting.shown(session, number, 77)
    async with database.read() as session:
        assert await awaiting.current(session, other) is None
        assert await awaiting.asked_in(session, other, 77) is None
    await asked(database, other)
    async with database.read() as session:
        found = await awaiting.current(session, ANA)
    assert found is not None
    assert found.id == number


async def test_the_message_that_asked_is_known_after_the_answer(database: Database) -> None:
    number = await asked(database)
    async with database.write() as session:
        await awaiting.shown(session, number, 77)
        await awaiting.close(session, number)
    async with database.read() as session:
        found = await awaiting.asked_in(session, ANA, 77)
        assert await awaiting.asked_in(session, ANA, 78) is None
    assert found is not None
    assert (found.id, found.is_open) == (number, False)


async def test_what_ended_long_ago_is_forgotten(database: Database) -> None:
    number = await asked(database)
    async with database.write() as session:
        await awaiting.shown(session, number, 77)
        late = NOW + 5 * MINUTE + KNOWN_FOR
        await awaiting.ask(session, ANA, "rule", {}, now=late - MINUTE, expires_at=late)
        assert await awaiting.asked_in(session, ANA, 77) is not None
        await awaiting.ask(session, ANA, "rule", {}, now=late, expires_at=late + MINUTE)
        assert await awaiting.asked_in(session, ANA, 77) is None
