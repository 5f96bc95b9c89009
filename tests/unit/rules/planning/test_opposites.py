from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind, Mode, Plan, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.ruleset import Rule

LIKE, UNLIKE, FOLLOW, UNFOLLOW, BLOCK = (
    ActionKind.LIKE,
    ActionKind.UNLIKE,
    ActionKind.FOLLOW,
    ActionKind.UNFOLLOW,
    ActionKind.BLOCK,
)
AUTO, WATCH = Mode.AUTO, Mode.WATCH


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ([(LIKE, AUTO), (UNLIKE, AUTO)], []),
        ([(LIKE, Mode.ASK), (UNLIKE, AUTO)], []),
        ([(FOLLOW, AUTO), (UNFOLLOW, AUTO)], []),
        ([(FOLLOW, AUTO), (BLOCK, AUTO)], []),
        pytest.param([(UNFOLLOW, AUTO), (BLOCK, AUTO)], [BLOCK, UNFOLLOW], id="no opposites"),
        pytest.param([(LIKE, AUTO), (FOLLOW, AUTO)], [LIKE, FOLLOW], id="nor these"),
        pytest.param([(FOLLOW, AUTO), (UNFOLLOW, AUTO), (BLOCK, AUTO)], [], id="three at once"),
        pytest.param([(LIKE, AUTO), (UNLIKE, WATCH)], [LIKE], id="a rule on trial is in nobody's way"),
        pytest.param([(LIKE, WATCH), (UNLIKE, WATCH)], [], id="but in that of another trial"),
    ],
)
def test_of_opposites_neither_runs(
    wanted: list[tuple[ActionKind, Mode]],
    left: list[ActionKind],
    rule: Callable[..., Rule],
    planned: Callable[..., Plan],
) -> None:
    rules = [rule(f"wants-{kind}", kind, mode=mode) for kind, mode in wanted]
    for order in (rules, rules[::-1]):
        plan = planned(*order)
        assert [action.kind for action in plan.actions] == left
        assert {entry.kind for entry in plan.suppressed} == {kind for kind, _ in wanted} - set(left)
        assert {entry.reason for entry in plan.suppressed} <= {Reason.CONFLICT}


def test_who_stands_in_the_way_is_named(rule: Callable[..., Rule], planned: Callable[..., Plan]) -> None:
    plan = planned(rule("a", FOLLOW), rule("b", FOLLOW), rule("c", UNFOLLOW))
    assert [([one.id for one in entry.rules], entry.note) for entry in plan.suppressed] == [
        (["a", "b"], "c wants to unfollow, and follow is the opposite"),
        (["c"], "a wants to follow, and unfollow is the opposite"),
    ]
