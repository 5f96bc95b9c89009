from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.facts import Facts
from domain.ids import UserId
from domain.plans import Plan
from domain.verdicts import Judgement
from storage import cases, due, events, moves
from storage.cases import Settlement
from storage.grounds import Ground
from storage.moves import Move
from storage.states import ActionState
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, OTHER_ACCOUNT, new_media, planned, wish

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from domain.ids import AccountKey
    from storage.database import Database

BOTH = (ACCOUNT, OTHER_ACCOUNT)
LATER = NOW + MINUTE


async def judging(database: Database, now: datetime) -> set[AccountKey]:
    async with database.read() as session:
        return await due.judging(session, BOTH, now)


async def acting(database: Database, now: datetime) -> set[AccountKey]:
    async with database.read() as session:
        return await due.acting(session, BOTH, now)


async def test_nobody_has_anything_to_do_at_first(database: Database) -> None:
    assert await judging(database, NOW) == set()
    assert await acting(database, NOW) == set()


@pytest.mark.parametrize(
    ("again", "now_due", "later_due"),
    [
        pytest.param(None, set(), set(), id="for good"),
        pytest.param(LATER, set(), {ACCOUNT}, id="until then"),
    ],
)
async def test_an_event_is_to_be_judged_until_it_was(
    database: Database, again: datetime | None, now_due: set[AccountKey], later_due: set[AccountKey]
) -> None:
    event = new_media()
    async with database.write() as session:
        await events.add(session, ACCOUNT, [event])
        (case,) = await cases.of_events(session, ACCOUNT, [event.key])
    assert await judging(database, NOW) == {ACCOUNT}
    nothing = Judgement(event=event.key, ruleset="r", verdicts=(), plan=Plan(event=event.key), needs=frozenset())
    ground = Ground(at=NOW, facts=Facts(me=UserId("1")))
    async with database.write() as session:
        settled = Settlement(case=case, judgement=nothing, ground=ground, next_judge_at=again)
        await cases.settle(session, ACCOUNT, [settled])
    assert (await judging(database, NOW), await judging(database, LATER)) == (now_due, later_due)


@pytest.mark.parametrize(
    ("state", "wait", "expected"),
    [
        pytest.param(ActionState.PENDING, 0 * MINUTE, {ACCOUNT}, id="now"),
        pytest.param(ActionState.PENDING, MINUTE, set(), id="later"),
        pytest.param(ActionState.UNCERTAIN, 0 * MINUTE, {ACCOUNT}, id="in doubt"),
        pytest.param(ActionState.IN_FLIGHT, MINUTE, {ACCOUNT}, id="under way, whenever it was begun"),
        pytest.param(ActionState.DONE, 0 * MINUTE, set(), id="over"),
        pytest.param(ActionState.WATCHED, 0 * MINUTE, set(), id="only watched"),
    ],
)
async def test_an_action_is_due_when_its_time_has_come(
    database: Database, state: ActionState, wait: timedelta, expected: set[AccountKey]
) -> None:
    async with database.write() as session:
        action = await planned(session, wish())
        await moves.make(session, action, Move(state=state, next_at=NOW + wait), NOW)
    assert await acting(database, NOW) == expected
