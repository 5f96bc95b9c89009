from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.failures import NetworkError, ending_after, pause_before_next
from domain.errors import BlockedError, RefusedError, RetryableError, UncertainError
from domain.plans import ActionKind, Reason
from storage.moves import Move
from storage.states import ActionState, Outcome
from tests.unit.actions.effects.jobs import action
from tests.unit.polling.world import START

LIKE = replace(action(ActionKind.LIKE), attempt=1)


@pytest.mark.parametrize(
    ("error", "outcome", "move"),
    [
        (
            RetryableError("No.", delay=40),
            Outcome.NOT_SENT,
            Move(state=ActionState.PENDING, note="No.", next_at=START + timedelta(seconds=40)),
        ),
        (UncertainError("No."), Outcome.LOST, Move(state=ActionState.UNCERTAIN, note="No.", next_at=START)),
        (RefusedError("No."), Outcome.REFUSED, Move(state=ActionState.FAILED, note="No.")),
        (
            RefusedError("No.", gone=True),
            Outcome.REFUSED,
            Move(state=ActionState.SUPPRESSED, reason=Reason.GONE, note="No."),
        ),
        (BlockedError("No."), Outcome.REFUSED, Move(state=ActionState.PENDING, note="No.", next_at=START)),
    ],
    ids=["not sent", "lost", "refused", "gone", "blocked"],
)
def test_each_error_says_what_follows(error: NetworkError, outcome: Outcome, move: Move) -> None:
    ending = ending_after(error, LIKE, START)
    assert (ending.outcome, ending.move, ending.detail) == (outcome, move, "No.")


@pytest.mark.parametrize(
    ("attempt", "delay", "seconds"),
    [
        pytest.param(0, 0.0, 1, id="at once, almost"),
        pytest.param(5, 0.0, 32, id="doubling"),
        pytest.param(5000, 0.0, 900, id="a quarter of an hour at most"),
        pytest.param(5, 3600.0, 3600, id="never sooner than the network says"),
    ],
)
def test_waits_grow(attempt: int, delay: float, seconds: float) -> None:
    assert pause_before_next(replace(LIKE, attempt=attempt), delay) == timedelta(seconds=seconds)
