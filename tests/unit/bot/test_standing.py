from __future__ import annotations

import pytest

from bot.standing import held_back
from domain.plans import ActionKind, Reason
from storage.states import ActionState
from tests.unit.bot.screens.test_outcomes import stored
from tests.unit.bot.world import wish


@pytest.mark.parametrize(
    ("state", "reason", "counts"),
    [
        pytest.param(ActionState.SUPPRESSED, Reason.LIMIT, True, id="held back"),
        pytest.param(ActionState.WATCHED, Reason.PAUSED, True, id="during a pause"),
        pytest.param(ActionState.WATCHED, None, False, id="the rule only watches"),
        pytest.param(ActionState.PENDING, Reason.LIMIT, False, id="it only waits"),
    ],
)
def test_what_was_not_done_counts_with_its_reason(state: ActionState, reason: Reason | None, *, counts: bool) -> None:
    action = stored(wish(ActionKind.LIKE, "1"), state, reason=reason)
    assert held_back([action]) == ({reason: 1} if counts else {})
