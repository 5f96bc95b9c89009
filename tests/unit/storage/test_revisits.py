from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind, LimitClass
from storage import attempts, moves, revisits
from storage.attempts import Ending
from storage.moves import Move
from storage.states import ActionState, Outcome
from tests.unit.storage.examples import ACCOUNT, NOW, OTHER_ACCOUNT, planned, wish

if TYPE_CHECKING:
    from storage.actions import StoredAction
    from storage.database import Database

DAY = timedelta(days=1)


async def posted(database: Database, kind: ActionKind, state: ActionState = ActionState.DONE) -> StoredAction:
    async with database.write() as session:
        action = await planned(session, wish(kind, "m1", text="Lovely!"))
        await moves.make(session, action, Move(state=ActionState.PENDING), NOW)
    async with database.write() as session:
        action = await planned(session, wish(kind, "m1", text="Lovely!"))
        won = await attempts.claim(session, action, LimitClass.COMMENT, now=NOW)
        assert won is not None
        await attempts.settle(session, won, Ending(outcome=Outcome.DONE, move=Move(state=state)), NOW)
    return won


async def due(database: Database, days: float) -> list[StoredAction]:
    now = NOW + days * DAY
    async with database.read() as session:
        assert await revisits.due(session, OTHER_ACCOUNT, after=now - 8 * DAY, until=now - DAY, limit=9) == []
        return await revisits.due(session, ACCOUNT, after=now - 8 * DAY, until=now - DAY, limit=9)


@pytest.mark.parametrize(("days", "is_due"), [(0.99, False), (1, True), (7.9, True), (8, False)])
async def test_a_comment_is_due_for_a_week_a_day_later(database: Database, days: float, *, is_due: bool) -> None:
    action = await posted(database, ActionKind.COMMENT)
    assert [one.id for one in await due(database, days)] == ([action.id] if is_due else [])


async def test_once_somebody_looked_it_is_due_no_more(database: Database) -> None:
    action = await posted(database, ActionKind.COMMENT)
    async with database.write() as session:
        await revisits.note(session, action, NOW + DAY)
    assert await due(database, 2) == []


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (ActionKind.LIKE, ActionState.DONE),
        (ActionKind.REPLY, ActionState.DONE),
        (ActionKind.COMMENT, ActionState.FAILED),
    ],
)
async def test_only_comments_that_were_posted_are_looked_after(
    database: Database, kind: ActionKind, state: ActionState
) -> None:
    await posted(database, kind, state)
    assert await due(database, 2) == []
