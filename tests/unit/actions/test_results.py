from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.results import Result, Standing, already, outcome, refused
from domain.plans import ActionKind
from storage.states import ActionState
from tests.unit.actions.effects.jobs import action
from tests.unit.polling.world import START

NOW = START + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (ActionKind.LIKE, "Liked."),
        (ActionKind.COMMENT, "Commented."),
        (ActionKind.APPROVE, "Approved."),
        (ActionKind.IGNORE, "Ignored."),
        (ActionKind.NOTIFY, "Told."),
    ],
)
def test_what_is_done_is_said_in_a_word(kind: ActionKind, sentence: str) -> None:
    done = replace(action(kind), state=ActionState.DONE)
    assert outcome(done, NOW) == Result(state=Standing.DONE, sentence=sentence)


@pytest.mark.parametrize(
    ("state", "note", "standing", "sentence"),
    [
        (ActionState.DONE, "They followed you already.", Standing.DONE, "Liked. They followed you already."),
        (ActionState.PENDING, "Busy.", Standing.LATER, "Busy. It will be done by itself at 12:00 UTC."),
        (ActionState.PENDING, None, Standing.LATER, "It will be done by itself at 12:00 UTC."),
        (ActionState.IN_FLIGHT, None, Standing.LATER, "It is being done right now."),
        (ActionState.UNCERTAIN, "?", Standing.UNSURE, "The answer was lost; looking whether it was done."),
        (ActionState.REVIEW, "Looking cannot tell.", Standing.UNSURE, "Looking cannot tell. Please look yourself."),
        (ActionState.SUPPRESSED, "It is gone.", Standing.REFUSED, "Not done. It is gone."),
        (ActionState.FAILED, "They closed it.", Standing.REFUSED, "Not done. They closed it."),
        (ActionState.EXPIRED, None, Standing.REFUSED, "Not done."),
    ],
)
def test_every_end_has_its_sentence(state: ActionState, note: str | None, standing: Standing, sentence: str) -> None:
    ended = replace(action(ActionKind.LIKE), state=state, note=note)
    assert outcome(ended, NOW) == Result(state=standing, sentence=sentence)


@pytest.mark.parametrize(
    ("state", "by", "sentence"),
    [
        pytest.param(ActionState.DONE, "Ana", "Already liked by Ana, 12:00 UTC.", id="by a person"),
        pytest.param(ActionState.DONE, None, "Already liked by the rule sunsets, 12:00 UTC.", id="by a rule"),
        pytest.param(ActionState.CANCELLED, "Ana", "Already declined by Ana, 12:00 UTC.", id="declined"),
    ],
)
def test_what_was_done_before_says_by_whom_and_when(state: ActionState, by: str | None, sentence: str) -> None:
    before = replace(action(ActionKind.LIKE), state=state, decided_by=by)
    assert already(before, NOW) == Result(state=Standing.ALREADY, sentence=sentence)


def test_what_is_not_settled_yet_says_so() -> None:
    under_way = replace(action(ActionKind.LIKE), state=ActionState.IN_FLIGHT)
    assert already(under_way, NOW) == outcome(under_way, NOW)


def test_a_refusal_is_its_sentence() -> None:
    assert refused("No.") == Result(state=Standing.REFUSED, sentence="No.")
