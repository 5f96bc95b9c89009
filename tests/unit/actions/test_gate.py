from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.gate import admit, hold
from actions.guards import Held, Situation
from domain.plans import ActionKind, Mode, Reason
from storage.actions import Move
from storage.states import ActionState
from tests.unit.actions.stage import wish
from tests.unit.actions.test_guards import APPROVE, FREE, FULL, NOTIFY, NOW, OLD, PAUSED
from tests.unit.polling.world import START

EXPIRES = START + timedelta(hours=6)


@pytest.mark.parametrize(
    ("situation", "mode", "expected"),
    [
        pytest.param(FREE, Mode.WATCH, Move(state=ActionState.WATCHED), id="watched"),
        pytest.param(FREE, Mode.ASK, Move(state=ActionState.AWAITING_APPROVAL, next_at=EXPIRES), id="proposed"),
        pytest.param(FREE, Mode.AUTO, Move(state=ActionState.PENDING, next_at=NOW), id="to be done"),
        pytest.param(APPROVE, Mode.ASK, Move(state=ActionState.AWAITING_APPROVAL), id="a request does not expire"),
        pytest.param(NOTIFY, Mode.WATCH, Move(state=ActionState.WATCHED), id="a notice that is only noted"),
        pytest.param(NOTIFY, Mode.ASK, Move(state=ActionState.DONE), id="nobody is asked whether to be told"),
        pytest.param(NOTIFY, Mode.AUTO, Move(state=ActionState.DONE), id="told"),
    ],
)
def test_the_mode_says_how_far_a_wish_goes(situation: Situation, mode: Mode, expected: Move) -> None:
    assert admit(replace(situation, mode=mode)) == expected


def test_a_proposal_without_age_limit_does_not_expire() -> None:
    forever = replace(FREE, mode=Mode.ASK, wish=wish(ActionKind.LIKE, "m1", max_age_seconds=None))
    assert admit(forever) == Move(state=ActionState.AWAITING_APPROVAL)


def test_a_reason_against_it_goes_before_the_mode() -> None:
    for mode in Mode:
        move = admit(replace(OLD, mode=mode))
        assert (move.state, move.reason) == (ActionState.SUPPRESSED, Reason.AGE)


def test_a_pause_notes_what_would_have_been_done() -> None:
    move = admit(PAUSED)
    assert (move.state, move.reason) == (ActionState.WATCHED, Reason.PAUSED)


@pytest.mark.parametrize(
    ("situation", "state"),
    [
        pytest.param(FREE, ActionState.SUPPRESSED, id="a like is not saved up"),
        pytest.param(APPROVE, ActionState.PENDING, id="a decision waits"),
        pytest.param(replace(FREE, by_person=True), ActionState.PENDING, id="what a person wants waits"),
    ],
)
def test_what_meets_a_limit_waits_or_is_dropped(situation: Situation, state: ActionState) -> None:
    move = admit(replace(situation, full_until=FULL.full_until))
    assert (move.state, move.reason) == (state, Reason.LIMIT)
    assert move.next_at == (FULL.full_until if state is ActionState.PENDING else None)
    assert move.note is not None


def test_a_reason_that_does_not_pass_is_final_for_people_too() -> None:
    held = Held(reason=Reason.AGE, note="Too old.")
    assert hold(replace(FREE, by_person=True), held).state is ActionState.SUPPRESSED
