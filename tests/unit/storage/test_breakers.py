from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.plans import LimitClass
from storage import attempts, breakers
from storage.attempts import Ending
from storage.breakers import Breaker
from storage.moves import Move
from storage.states import ActionState, Outcome
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, OTHER_ACCOUNT, claimed, pending

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Database

LIKE, COMMENT = LimitClass.LIKE, LimitClass.COMMENT
BREAKER = Breaker(limit=LIKE, because="Refused.", frozen_until=NOW + MINUTE)
R, D, N, L, F = Outcome.REFUSED, Outcome.DONE, Outcome.NOT_SENT, Outcome.LOST, Outcome.FOUND


async def end(database: Database, outcome: Outcome, at: datetime, target: str) -> None:
    action = await claimed(database, await pending(database, target), at)
    async with database.write() as session:
        ending = Ending(outcome=outcome, move=Move(state=ActionState.FAILED))
        assert await attempts.settle(session, action, ending, at)


async def in_a_row(database: Database, limit: LimitClass = LIKE) -> int:
    async with database.read() as session:
        return await breakers.refused_in_a_row(session, ACCOUNT, limit, 3)


async def test_a_breaker_is_open_until_it_is_lifted(database: Database) -> None:
    async with database.write() as session:
        assert await breakers.get(session, ACCOUNT, LIKE) is None
        await breakers.put(session, ACCOUNT, BREAKER, NOW)
        assert await breakers.get(session, ACCOUNT, LIKE) == BREAKER
        assert await breakers.get(session, ACCOUNT, COMMENT) is None
        assert await breakers.get(session, OTHER_ACCOUNT, LIKE) is None
        assert await breakers.all_of(session, ACCOUNT) == [BREAKER]
        assert await breakers.lift(session, OTHER_ACCOUNT, NOW) == []
        assert await breakers.lift(session, ACCOUNT, NOW) == [LIKE]
        assert await breakers.lift(session, ACCOUNT, NOW) == []
        assert await breakers.all_of(session, ACCOUNT) == []
        await breakers.put(session, ACCOUNT, BREAKER, NOW)
        assert await breakers.get(session, ACCOUNT, LIKE) == BREAKER


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        pytest.param([], 0, id="nothing yet"),
        pytest.param([R, R], 2, id="two"),
        pytest.param([R, R, R, R], 3, id="no more than asked for"),
        pytest.param([R, D, R], 1, id="one that went well begins it anew"),
        pytest.param([R, R, N, R], 3, id="what never left says nothing"),
        pytest.param([R, R, L], 0, id="a lost answer is no refusal"),
        pytest.param([R, R, F], 0, id="nor is one that was found"),
    ],
)
async def test_refusals_in_a_row_are_counted(database: Database, outcomes: list[Outcome], expected: int) -> None:
    for number, outcome in enumerate(outcomes):
        await end(database, outcome, NOW + number * MINUTE, f"m{number}")
    assert await in_a_row(database) == expected
    assert await in_a_row(database, COMMENT) == 0


async def test_what_is_under_way_says_nothing_yet(database: Database) -> None:
    await end(database, R, NOW, "m1")
    await claimed(database, await pending(database, "m2"), NOW + MINUTE)
    assert await in_a_row(database) == 1


async def test_what_was_refused_before_it_was_lifted_counts_no_more(database: Database) -> None:
    for number in range(3):
        await end(database, R, NOW + number * MINUTE, f"m{number}")
    async with database.write() as session:
        await breakers.put(session, ACCOUNT, BREAKER, NOW + 3 * MINUTE)
        await breakers.lift(session, ACCOUNT, NOW + 4 * MINUTE)
    assert await in_a_row(database) == 0
    await end(database, R, NOW + 5 * MINUTE, "m9")
    assert await in_a_row(database) == 1
