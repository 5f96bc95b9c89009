from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind
from storage import moves, restoring, sources
from storage.moves import Move
from storage.states import ActionState
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, SUNSET, again, planned, wish

if TYPE_CHECKING:
    from storage.database import Database

LATER = NOW + MINUTE


@pytest.mark.parametrize(
    ("kind", "state", "expected"),
    [
        (ActionKind.LIKE, ActionState.PENDING, ActionState.UNCERTAIN),
        (ActionKind.COMMENT, ActionState.PLANNED, ActionState.UNCERTAIN),
        (ActionKind.COMMENT, ActionState.IN_FLIGHT, ActionState.UNCERTAIN),
        (ActionKind.NOTIFY, ActionState.PLANNED, ActionState.PLANNED),
        (ActionKind.LIKE, ActionState.AWAITING_APPROVAL, ActionState.AWAITING_APPROVAL),
        (ActionKind.LIKE, ActionState.DONE, ActionState.DONE),
        (ActionKind.LIKE, ActionState.SUPPRESSED, ActionState.SUPPRESSED),
    ],
)
async def test_what_may_have_gone_on_is_in_doubt(
    database: Database, kind: ActionKind, state: ActionState, expected: ActionState
) -> None:
    async with database.write() as session:
        action = await planned(session, wish(kind))
        await moves.make(session, action, Move(state=state), NOW)
    async with database.write() as session:
        doubted, _ = await restoring.begin_anew(session, LATER)
    after = await again(database, action)
    assert after.state is expected
    assert doubted == (expected is ActionState.UNCERTAIN)
    if doubted:
        assert (after.uncertain_since, after.first_intent_at, after.absent_looks) == (LATER, NOW, 0)


async def test_every_list_begins_with_a_first_look(database: Database) -> None:
    async with database.write() as session:
        await sources.sync(session, ACCOUNT, {SUNSET: MINUTE}, NOW)
        (source,) = await sources.active(session, ACCOUNT)
        await sources.looked(session, source.id, NOW)
        assert await restoring.begin_anew(session, LATER) == (0, 1)
    async with database.read() as session:
        (source,) = await sources.active(session, ACCOUNT)
    assert source.baseline_at is None
