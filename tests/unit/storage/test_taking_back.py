from __future__ import annotations

from typing import TYPE_CHECKING

from domain.plans import LimitClass
from storage import attempts
from storage.actions import Move
from storage.attempts import Ending
from storage.states import ActionState, Outcome
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, again, claimed, pending

if TYPE_CHECKING:
    from datetime import datetime

    from storage.actions import StoredAction
    from storage.database import Database

LATER = NOW + MINUTE
BACK = Move(state=ActionState.CANCELLED, note="Mira took the like back.", by="Mira")


async def liked(database: Database) -> StoredAction:
    mine = await claimed(database, await pending(database))
    async with database.write() as session:
        ending = Ending(outcome=Outcome.DONE, move=Move(state=ActionState.DONE))
        await attempts.settle(session, mine, ending, NOW)
    return await again(database, mine)


async def take_back(database: Database, action: StoredAction) -> StoredAction | None:
    async with database.write() as session:
        return await attempts.take_back(session, action, LimitClass.LIKE, move=BACK, now=LATER)


async def counted(database: Database) -> list[datetime]:
    async with database.read() as session:
        return await attempts.counted(session, ACCOUNT, LimitClass.LIKE, NOW - MINUTE)


async def test_taking_back_moves_the_action_before_the_call_and_counts(database: Database) -> None:
    like = await liked(database)
    back = await take_back(database, like)
    assert back is not None
    assert (back.state, back.note, back.attempt) == (ActionState.CANCELLED, BACK.note, 2)
    assert (back.decided_by, back.decided_at, back.changed_at) == ("Mira", LATER, LATER)
    assert await again(database, like) == back
    assert await counted(database) == [NOW, LATER]


async def test_a_crash_while_taking_back_leaves_nothing_to_do_again(database: Database) -> None:
    back = await take_back(database, await liked(database))
    async with database.write() as session:
        assert await attempts.abandon(session, ACCOUNT, LATER) == 0
    assert back is not None
    assert await again(database, back) == back


async def test_whoever_looked_too_early_takes_nothing_back(database: Database) -> None:
    like = await liked(database)
    await take_back(database, like)
    assert await take_back(database, like) is None
    assert await counted(database) == [NOW, LATER]


async def test_the_end_of_taking_back_is_written_to_its_own_attempt(database: Database) -> None:
    back = await take_back(database, await liked(database))
    assert back is not None
    async with database.write() as session:
        assert await attempts.unfinished(session, back) == 1
        await attempts.close(session, back, Outcome.NOT_SENT, LATER)
        assert await attempts.unfinished(session, back) == 0
    assert await counted(database) == [NOW]
    assert await again(database, back) == back
