from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from storage import moves, waiting
from storage.moves import Move
from storage.states import ActionState
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, OTHER_ACCOUNT, again, pending

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Database

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("moved_at", "next_at", "pulled_to"),
    [
        pytest.param(NOW, NOW + MINUTE, NOW + MINUTE, id="soon"),
        pytest.param(NOW, NOW + 31 * DAY, NOW + 31 * DAY, id="within a month"),
        pytest.param(NOW, NOW + 32 * DAY, NOW + 31 * DAY, id="beyond every limit"),
        pytest.param(NOW + 5 * MINUTE, NOW + 6 * MINUTE, NOW + 6 * MINUTE, id="clocks differ a little"),
        pytest.param(NOW + 6 * MINUTE, NOW + 7 * MINUTE, NOW, id="the clock was ahead"),
    ],
)
@pytest.mark.parametrize("state", [ActionState.PLANNED, ActionState.PENDING, ActionState.UNCERTAIN])
async def test_nothing_waits_for_a_clock_that_was_ahead(
    database: Database, state: ActionState, moved_at: datetime, next_at: datetime, pulled_to: datetime
) -> None:
    action = await pending(database)
    async with database.write() as session:
        await moves.make(session, action, Move(state=state, next_at=next_at), moved_at)
        await waiting.pull_in(session, OTHER_ACCOUNT, NOW)
    assert (await again(database, action)).next_at == next_at
    async with database.write() as session:
        await waiting.pull_in(session, ACCOUNT, NOW)
    assert (await again(database, action)).next_at == pulled_to


async def test_only_what_rules_want_and_nobody_has_in_hand_is_planned_again(database: Database) -> None:
    theirs, persons, in_hand = [await pending(database, target) for target in ("m1", "m2", "m3")]
    async with database.write() as session:
        await moves.make(session, persons, Move(state=ActionState.PENDING, by="Ana"), NOW)
        await waiting.reconsider(session, OTHER_ACCOUNT, NOW, besides={in_hand.id})
    assert (await again(database, theirs)).state is ActionState.PENDING
    async with database.write() as session:
        await waiting.reconsider(session, ACCOUNT, NOW, besides={in_hand.id})
    states = [(await again(database, one)).state for one in (theirs, persons, in_hand)]
    assert states == [ActionState.PLANNED, ActionState.PENDING, ActionState.PENDING]
