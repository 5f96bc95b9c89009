from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.details import Answer, DecideDetail
from domain.plans import ActionKind, Mode, Plan, Reason
from rules.actions import Notice, Question
from rules.options import OnConflict, OnError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.ruleset import Rule

APPROVE, IGNORE, BLOCK, DECIDE = ActionKind.APPROVE, ActionKind.IGNORE, ActionKind.BLOCK, ActionKind.DECIDE
TELL = Notice(template=None)
ASK = Question(choices=(Answer.APPROVE, Answer.BLOCK), expires=timedelta(days=3), then=Answer.IGNORE)


def outline(plan: Plan) -> list[tuple[ActionKind, Mode, list[str]]]:
    return [(action.kind, action.mode, [rule.id for rule in action.rules]) for action in plan.actions]


def dropped(plan: Plan) -> list[tuple[str, ActionKind, str]]:
    assert {entry.reason for entry in plan.suppressed} <= {Reason.CONFLICT}
    return [(entry.rules[0].id, entry.kind, entry.note) for entry in plan.suppressed]


def test_a_tie_asks_the_owner_with_what_each_rule_wants(
    rule: Callable[..., Rule], planned: Callable[..., Plan]
) -> None:
    plan = planned(
        rule("welcome", APPROVE, veto_window=timedelta(minutes=10)),
        rule("refuse", IGNORE),
        rule("low", APPROVE, priority=-1),
        rule("trial", IGNORE, priority=9, mode=Mode.WATCH),
    )
    note = "welcome wants to approve and refuse wants to ignore, with the same priority; it is for you to decide"
    assert outline(plan) == [(DECIDE, Mode.ASK, ["welcome", "refuse"])]
    (question,) = plan.actions
    assert (question.target, question.text) == (plan.event, note)
    assert question.detail == DecideDetail(
        choices=(Answer.APPROVE, Answer.IGNORE, Answer.LEAVE), expires_seconds=None, then=Answer.LEAVE
    )
    assert [(terms.rule.id, terms.mode, terms.veto_seconds) for terms in question.terms] == [
        ("welcome", Mode.ASK, None),
        ("refuse", Mode.ASK, None),
    ]
    assert dropped(plan) == [("low", APPROVE, note), ("trial", IGNORE, note)]


def test_a_tie_with_a_question_offers_its_choices_too_and_leaves_the_rest_to_the_owner(
    rule: Callable[..., Rule], planned: Callable[..., Plan]
) -> None:
    plan = planned(rule("asks", ASK), rule("refuse", IGNORE))
    assert outline(plan) == [(DECIDE, Mode.ASK, ["asks", "refuse"])]
    assert plan.actions[0].detail == DecideDetail(
        choices=(Answer.IGNORE, Answer.APPROVE, Answer.BLOCK, Answer.LEAVE),
        expires_seconds=259_200,
        then=Answer.LEAVE,
    )


def test_a_tie_of_rules_on_trial_stays_on_trial(rule: Callable[..., Rule], planned: Callable[..., Plan]) -> None:
    plan = planned(rule("one", APPROVE, mode=Mode.WATCH), rule("two", IGNORE, mode=Mode.WATCH))
    assert outline(plan) == [(DECIDE, Mode.WATCH, ["one", "two"])]


STRICT, FIRST = OnConflict.STRICTEST, OnConflict.FIRST


@pytest.mark.parametrize(
    ("wanted", "winner"),
    [
        ([APPROVE, IGNORE, BLOCK], BLOCK),
        ([APPROVE, IGNORE], IGNORE),
        ([APPROVE, ASK, IGNORE], IGNORE),
        pytest.param([APPROVE, ASK], DECIDE, id="to ask is to leave it for now"),
    ],
)
def test_the_strictest_wins_a_tie_where_all_say_so(
    wanted: list[ActionKind | Question],
    winner: ActionKind,
    rule: Callable[..., Rule],
    planned: Callable[..., Plan],
) -> None:
    rules = [rule(f"r{number}", want, on_conflict=STRICT) for number, want in enumerate(wanted)]
    for order in (rules, rules[::-1]):
        plan = planned(*order)
        assert [action.kind for action in plan.actions] == [winner]
        assert len(plan.suppressed) == len(wanted) - 1


def test_the_first_wins_a_tie_where_all_say_so(rule: Callable[..., Rule], planned: Callable[..., Plan]) -> None:
    plan = planned(rule("one", APPROVE, on_conflict=FIRST), rule("two", BLOCK, on_conflict=FIRST))
    assert outline(plan) == [(APPROVE, Mode.AUTO, ["one"])]
    assert dropped(plan) == [("two", BLOCK, "one decided: approve")]


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        (FIRST, STRICT, BLOCK),
        (STRICT, FIRST, BLOCK),
        (FIRST, OnConflict.ASK, DECIDE),
        (OnConflict.ASK, STRICT, DECIDE),
    ],
)
def test_the_most_careful_of_the_rules_says_what_a_tie_comes_to(
    one: OnConflict, two: OnConflict, kind: ActionKind, rule: Callable[..., Rule], planned: Callable[..., Plan]
) -> None:
    plan = planned(rule("one", APPROVE, on_conflict=one), rule("two", BLOCK, on_conflict=two))
    assert [action.kind for action in plan.actions] == [kind]


def test_a_question_of_a_rule_is_one_decision_among_others(
    rule: Callable[..., Rule], planned: Callable[..., Plan]
) -> None:
    plan = planned(rule("asks", ASK, priority=2), rule("asks-too", ASK, priority=1), rule("welcome", APPROVE))
    assert outline(plan) == [(DECIDE, Mode.ASK, ["asks", "asks-too"])]
    (question,) = plan.actions
    assert question.target == plan.event
    assert question.detail == DecideDetail(choices=ASK.choices, expires_seconds=259_200, then=Answer.IGNORE)
    assert dropped(plan) == [("welcome", APPROVE, "asks leaves it to you")]


def test_a_question_loses_to_a_higher_rank(rule: Callable[..., Rule], planned: Callable[..., Plan]) -> None:
    plan = planned(rule("asks", ASK), rule("refuse", IGNORE, priority=1))
    assert outline(plan) == [(IGNORE, Mode.AUTO, ["refuse"])]
    assert dropped(plan) == [("asks", DECIDE, "refuse decided: ignore")]


@pytest.mark.parametrize(
    ("on_error", "told"),
    [
        pytest.param(OnError.STOP, False, id="nobody is told of what is not done"),
        pytest.param(OnError.CONTINUE, True, id="unless the rule goes on whatever happens"),
    ],
)
def test_what_comes_after_a_lost_decision_is_lost_with_it(
    on_error: OnError, *, told: bool, rule: Callable[..., Rule], planned: Callable[..., Plan]
) -> None:
    welcome = rule("welcome", ActionKind.FOLLOW, APPROVE, TELL, on_error=on_error)
    plan = planned(welcome, rule("refuse", IGNORE, priority=1))
    assert (ActionKind.FOLLOW, Mode.AUTO, ["welcome"]) in outline(plan), "what comes before is not"
    assert ((ActionKind.NOTIFY, Mode.AUTO, ["welcome"]) in outline(plan)) is told
    lost = [("welcome", ActionKind.NOTIFY, "it comes after approve, which is not decided")]
    assert dropped(plan)[1:] == ([] if told else lost)


def test_what_comes_after_a_tie_waits_for_nobody(rule: Callable[..., Rule], planned: Callable[..., Plan]) -> None:
    plan = planned(rule("welcome", APPROVE, TELL), rule("refuse", IGNORE))
    assert outline(plan) == [(DECIDE, Mode.ASK, ["welcome", "refuse"])]
    assert [entry.kind for entry in plan.suppressed] == [ActionKind.NOTIFY]
