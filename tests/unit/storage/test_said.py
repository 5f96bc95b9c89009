from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind
from storage import moves, said
from storage.moves import Move
from storage.states import ActionState
from tests.unit.storage.examples import MINUTE, NOW, planned, wish

if TYPE_CHECKING:
    from storage.database import Database


@pytest.mark.parametrize(
    ("state", "ago", "expected"),
    [
        pytest.param(ActionState.DONE, 1, {"Lovely!"}, id="posted"),
        pytest.param(ActionState.UNCERTAIN, 1, {"Lovely!"}, id="maybe posted"),
        pytest.param(ActionState.PENDING, 1, {"Lovely!"}, id="about to be posted"),
        pytest.param(ActionState.CANCELLED, 1, set(), id="never posted"),
        pytest.param(ActionState.AWAITING_APPROVAL, 1, set(), id="not posted yet"),
        pytest.param(ActionState.DONE, 11, set(), id="posted too long ago"),
    ],
)
async def test_what_was_said_lately_is_known(
    database: Database, state: ActionState, ago: float, expected: set[str]
) -> None:
    async with database.write() as session:
        action = await planned(session, wish(ActionKind.COMMENT, "m1", text="Lovely!"))
        await moves.make(session, action, Move(state=state), NOW - ago * MINUTE)
        other = await planned(session, wish(ActionKind.COMMENT, "m2", text="Superb!"))
        await moves.make(session, other, Move(state=ActionState.DONE), NOW)
        assert await said.since(session, other, NOW - 10 * MINUTE) == expected
