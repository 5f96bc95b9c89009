from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions.gate import Admission, admit
from actions.situations import Rivals, Room
from domain.details import Answer, CommentDetail, DecideDetail
from domain.plans import ActionKind, Mode, Reason, RuleRef
from domain.terms import WhenLimited
from storage.moves import Move
from storage.states import ActionState
from tests.unit.actions.cases import NOW, about_comment, about_photo, leave, situation, terms
from tests.unit.actions.stage import HELLO
from tests.unit.polling.world import START, photo

if TYPE_CHECKING:
    from actions.situations import Leave, Situation

LIKE, COMMENT, REPLY = ActionKind.LIKE, ActionKind.COMMENT, ActionKind.REPLY
APPROVE, NOTIFY, DECIDE = ActionKind.APPROVE, ActionKind.NOTIFY, ActionKind.DECIDE
EXPIRES = START + timedelta(hours=6)
HOUR = timedelta(hours=1)
OLD = about_photo(photo("m1", NOW - timedelta(hours=7)))
FULL = Room(full_until=NOW + timedelta(minutes=20))
OTHER = RuleRef(id="other", version="b1")


def other(mode: Mode = Mode.AUTO, **how: object) -> Leave:
    """What a second rule says to the same wish."""
    return leave(mode, terms=terms(mode, rule=OTHER, **how))


def detailed(case: Situation, detail: object, text: str | None = None) -> Situation:
    wish = replace(case.wish, detail=detail, text=text or case.wish.text)  # type: ignore[arg-type]  # any detail
    return replace(case, action=replace(case.action, wish=wish))


@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [
        pytest.param(LIKE, Mode.WATCH, Move(state=ActionState.WATCHED), id="watched"),
        pytest.param(LIKE, Mode.ASK, Move(state=ActionState.AWAITING_APPROVAL, next_at=EXPIRES), id="proposed"),
        pytest.param(LIKE, Mode.AUTO, Move(state=ActionState.PENDING, next_at=NOW), id="to be done"),
        pytest.param(APPROVE, Mode.ASK, Move(state=ActionState.AWAITING_APPROVAL), id="a request does not expire"),
        pytest.param(NOTIFY, Mode.WATCH, Move(state=ActionState.WATCHED), id="a notice that is only noted"),
        pytest.param(NOTIFY, Mode.ASK, Move(state=ActionState.DONE), id="nobody is asked whether to be told"),
        pytest.param(ActionKind.MARK, Mode.ASK, Move(state=ActionState.DONE), id="nor whether to mark"),
        pytest.param(ActionKind.REMEMBER, Mode.AUTO, Move(state=ActionState.DONE), id="remembered"),
        pytest.param(DECIDE, Mode.AUTO, Move(state=ActionState.AWAITING_APPROVAL), id="a question is asked"),
        pytest.param(DECIDE, Mode.WATCH, Move(state=ActionState.WATCHED), id="or only noted"),
    ],
)
def test_the_mode_says_how_far_a_wish_goes(kind: ActionKind, mode: Mode, expected: Move) -> None:
    rules = () if mode is Mode.WATCH else ("sunsets",)
    assert admit(situation(kind, None, leave(mode))) == Admission(move=expected, rules=rules)


def test_a_question_stands_as_long_as_it_says() -> None:
    detail = DecideDetail(choices=(Answer.APPROVE,), expires_seconds=60, then=Answer.LEAVE)
    assert admit(detailed(situation(DECIDE), detail)).move.next_at == NOW + timedelta(minutes=1)


def test_a_proposal_without_age_limit_does_not_expire() -> None:
    forever = leave(Mode.ASK, terms=terms(Mode.ASK, max_age_seconds=None))
    assert admit(situation(LIKE, None, forever)).move == Move(state=ActionState.AWAITING_APPROVAL)


@pytest.mark.parametrize("mode", Mode)
def test_a_reason_against_it_goes_before_the_mode(mode: Mode) -> None:
    move = admit(situation(LIKE, OLD, leave(mode))).move
    assert (move.state, move.reason) == (ActionState.SUPPRESSED, Reason.AGE)


def test_a_pause_notes_what_would_have_been_done() -> None:
    move = admit(situation(paused=True)).move
    assert (move.state, move.reason) == (ActionState.WATCHED, Reason.PAUSED)


@pytest.mark.parametrize(
    ("leaves", "state", "reason", "rules"),
    [
        pytest.param(
            [leave(max_age := Mode.AUTO, terms=terms(max_age, max_age_seconds=60)), other()],
            ActionState.PENDING,
            None,
            ("other",),
            id="one of them may",
        ),
        pytest.param([leave(Mode.ASK), other()], ActionState.PENDING, None, ("sunsets", "other"), id="the boldest"),
        pytest.param(
            [leave(enough_until=NOW + HOUR), other(Mode.ASK)],
            ActionState.AWAITING_APPROVAL,
            None,
            ("other",),
            id="the boldest of those that may",
        ),
        pytest.param(
            [leave(enough_until=NOW + HOUR), other(Mode.WATCH)],
            ActionState.SUPPRESSED,
            Reason.PER_AUTHOR,
            (),
            id="one that only watches saves nothing",
        ),
        pytest.param(
            [leave(enough_until=NOW + HOUR), other(max_age_seconds=60)],
            ActionState.SUPPRESSED,
            Reason.PER_AUTHOR,
            (),
            id="the reason of the highest rank",
        ),
        pytest.param(
            [leave(enough_until=NOW + HOUR), other(not_before=NOW + HOUR)],
            ActionState.PLANNED,
            Reason.SCHEDULE,
            (),
            id="but what can wait for one, waits",
        ),
    ],
)
def test_of_several_rules_one_that_may_is_enough(
    leaves: list[Leave], state: ActionState, reason: Reason | None, rules: tuple[str, ...]
) -> None:
    admission = admit(situation(LIKE, None, *leaves))
    assert (admission.move.state, admission.move.reason, admission.rules) == (state, reason, rules)


@pytest.mark.parametrize(
    ("kind", "own", "when", "state"),
    [
        pytest.param(LIKE, False, None, ActionState.SUPPRESSED, id="a like is not saved up"),
        pytest.param(APPROVE, False, None, ActionState.PENDING, id="a decision waits"),
        pytest.param(LIKE, False, WhenLimited.DEFER, ActionState.PENDING, id="a like that shall wait"),
        pytest.param(APPROVE, False, WhenLimited.DROP, ActionState.SUPPRESSED, id="a decision that shall not"),
        pytest.param(LIKE, False, WhenLimited.ASK, ActionState.AWAITING_APPROVAL, id="the owner is asked"),
        pytest.param(LIKE, True, None, ActionState.SUPPRESSED, id="at the rule's own limit, too"),
        pytest.param(APPROVE, True, None, ActionState.PENDING, id="a decision at the rule's own limit"),
        pytest.param(LIKE, True, WhenLimited.ASK, ActionState.AWAITING_APPROVAL, id="asked at the rule's own limit"),
    ],
)
def test_what_meets_a_limit_waits_or_is_dropped_or_asked(
    kind: ActionKind, when: WhenLimited | None, state: ActionState, *, own: bool
) -> None:
    one = leave(terms=terms(when_limited=when), full_until=FULL.full_until if own else None)
    admission = admit(situation(kind, None, one, room=Room() if own else FULL))
    asked = state is ActionState.AWAITING_APPROVAL
    assert (admission.move.state, admission.move.reason) == (state, None if asked else Reason.LIMIT)
    assert admission.move.next_at == {
        ActionState.PENDING: FULL.full_until,
        ActionState.AWAITING_APPROVAL: EXPIRES,
    }.get(state)
    assert admission.move.note is not None
    assert admission.rules == ()


@pytest.mark.parametrize(
    ("case", "until"),
    [
        pytest.param(situation(room=Room(spaced_until=NOW + HOUR)), NOW + HOUR, id="distance"),
        pytest.param(situation(COMMENT, None, leave(awaited=LIKE)), NOW + timedelta(seconds=5), id="order"),
    ],
)
def test_what_is_merely_too_early_waits_whatever_it_is(case: Situation, until: object) -> None:
    move = admit(case).move
    assert (move.state, move.next_at) == (ActionState.PENDING, until)


def test_a_person_waits_for_a_limit_and_for_nothing_else() -> None:
    waits = admit(situation(by="Ana", room=FULL)).move
    over = admit(situation(LIKE, OLD, by="Ana")).move
    free = admit(situation(by="Ana", rivals=Rivals(decided_by="Ben"))).move
    assert (waits.state, waits.next_at) == (ActionState.PENDING, FULL.full_until)
    assert (over.state, over.reason) == (ActionState.SUPPRESSED, Reason.AGE)
    assert free == Move(state=ActionState.PENDING, next_at=NOW)


@pytest.mark.parametrize(
    ("windows", "seconds"),
    [
        pytest.param((600.0,), 600, id="announced"),
        pytest.param((600.0, 60.0), 60, id="the shortest window of several"),
        pytest.param((600.0, None), 0, id="one that need not be announced"),
    ],
)
def test_what_can_be_vetoed_waits_its_window(windows: tuple[float | None, ...], seconds: int) -> None:
    leaves = [leave(terms=terms(veto_seconds=window)) for window in windows]
    move = admit(situation(LIKE, None, *leaves)).move
    until = NOW + timedelta(seconds=seconds)
    assert (move.state, move.next_at) == (ActionState.PENDING, until)
    assert move.vetoable_until == (until if seconds else None)


@pytest.mark.parametrize(("announced", "then"), [(-60, NOW), (60, NOW + timedelta(seconds=60))])
def test_what_was_announced_is_not_announced_again(announced: float, then: object) -> None:
    case = situation(LIKE, None, leave(terms=terms(veto_seconds=600)))
    until = NOW + timedelta(seconds=announced)
    move = admit(replace(case, action=replace(case.action, vetoable_until=until))).move
    assert (move.next_at, move.vetoable_until) == (then, until)


def test_a_proposal_says_why_it_is_one() -> None:
    assert admit(situation(COMMENT, None, leave(Mode.ASK, lowered="A sad word."))).move.note == "A sad word."


@pytest.mark.parametrize(
    ("said", "text"),
    [
        pytest.param((), None, id="the first"),
        pytest.param((HELLO,), "Lovely!", id="the first that was not said"),
        pytest.param((HELLO, "Lovely!"), "Superb!", id="the last"),
    ],
)
def test_other_words_are_found_for_what_was_said_lately(said: tuple[str, ...], text: str | None) -> None:
    detail = CommentDetail(alternatives=("Lovely!", "Superb!"), avoid_repeat_seconds=60)
    move = admit(detailed(situation(COMMENT, said=frozenset(said)), detail)).move
    assert (move.wish.text if move.wish else None) == text


def test_when_all_was_said_nothing_is() -> None:
    move = admit(situation(COMMENT, said=frozenset({HELLO}))).move
    assert (move.state, move.reason) == (ActionState.SUPPRESSED, Reason.LIMIT)


def test_an_answer_says_whom_it_is_for() -> None:
    case = detailed(situation(REPLY, about_comment()), None, "In Lisbon")
    move = admit(case).move
    assert move.wish is not None
    assert move.wish.text == "@mira In Lisbon"
