from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind, Mode, Plan, Reason
from domain.unknown import UNKNOWN
from rules.actions import Marking, Notice, Plain, Remembering
from rules.options import OnUnknown, Stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.events import NewMedia
    from rules.conditions import Condition
    from rules.ruleset import Rule

LIKE, APPROVE, IGNORE, NOTIFY = ActionKind.LIKE, ActionKind.APPROVE, ActionKind.IGNORE, ActionKind.NOTIFY
TELL = Notice(template=None)


def outline(plan: Plan) -> list[tuple[ActionKind, Mode, list[str]]]:
    return [(action.kind, action.mode, [rule.id for rule in action.rules]) for action in plan.actions]


def noted(plan: Plan) -> dict[str, str]:
    return {note.rule.id: note.text for note in plan.notes}


@pytest.mark.parametrize(
    ("stop", "group", "below", "cut"),
    [
        pytest.param(Stop.NONE, "a", "a", False, id="nothing is cut unless it says so"),
        pytest.param(Stop.GROUP, "a", "a", True, id="the rest of the group"),
        pytest.param(Stop.GROUP, "a", "b", False, id="but no other group"),
        pytest.param(Stop.GROUP, "a", None, False, id="nor who has no group"),
        pytest.param(Stop.GROUP, None, None, False, id="no group is not a group"),
        pytest.param(Stop.ALL, "a", "b", True, id="everything below"),
        pytest.param(Stop.ALL, None, None, True, id="with or without groups"),
    ],
)
def test_stop_cuts_what_ranks_lower(
    stop: Stop,
    group: str | None,
    below: str | None,
    *,
    cut: bool,
    rule: Callable[..., Rule],
    planned: Callable[..., Plan],
) -> None:
    plan = planned(
        rule("above", ActionKind.FOLLOW, group=group, priority=9),
        rule("x", TELL, group=group, priority=5, stop=stop),
        rule("below", APPROVE, TELL, group=below),
    )
    assert noted(plan) == ({"below": "cut by x"} if cut else {})
    assert plan.suppressed == ()
    assert (APPROVE in {action.kind for action in plan.actions}) is not cut
    assert outline(plan)[-1] == (NOTIFY, Mode.AUTO, ["x"] if cut else ["x", "below"])


def test_who_is_cut_cuts_nobody(rule: Callable[..., Rule], planned: Callable[..., Plan]) -> None:
    plan = planned(
        rule("first", TELL, group="a", priority=3, stop=Stop.GROUP),
        rule("second", TELL, group="a", priority=2, stop=Stop.ALL),
        rule("third", APPROVE, group="b"),
    )
    assert noted(plan) == {"second": "cut by first"}
    assert outline(plan)[0] == (APPROVE, Mode.AUTO, ["third"])


def test_a_rule_on_trial_cuts_only_those_on_trial(rule: Callable[..., Rule], planned: Callable[..., Plan]) -> None:
    plan = planned(
        rule("trial", IGNORE, priority=9, mode=Mode.WATCH, stop=Stop.ALL),
        rule("real", APPROVE),
        rule("other-trial", TELL, mode=Mode.WATCH),
    )
    assert noted(plan) == {"other-trial": "cut by trial"}
    assert outline(plan) == [(APPROVE, Mode.AUTO, ["real"])]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([], "stands", id="nobody else"),
        pytest.param([("tells", TELL)], "stands", id="to tell decides nothing about a request"),
        pytest.param([("follows", ActionKind.FOLLOW)], "stands", id="nor does to follow back"),
        pytest.param([("decides", APPROVE)], "not needed: decides wants approve", id="somebody decided"),
    ],
)
def test_a_fallback_waits_until_nobody_decides_about_a_request(
    others: list[tuple[str, Notice | ActionKind]],
    expected: str,
    rule: Callable[..., Rule],
    planned: Callable[..., Plan],
) -> None:
    plan = planned(rule("last", IGNORE, priority=99, fallback=True), *(rule(name, action) for name, action in others))
    assert noted(plan) == ({} if expected == "stands" else {"last": expected})
    assert ((IGNORE, Mode.AUTO, ["last"]) in outline(plan)) is (expected == "stands")


@pytest.mark.parametrize(
    ("other", "needed"),
    [
        pytest.param(Plain(kind=LIKE), False, id="a like"),
        pytest.param(TELL, False, id="a notice"),
        pytest.param(Marking(label="x"), True, id="a mark is a note to oneself"),
        pytest.param(Remembering(list="x", length=None), True, id="a list too"),
        pytest.param(Plain(kind=LIKE, chance=0.0), True, id="what chance left out was not done"),
    ],
)
def test_a_fallback_about_a_photo_waits_until_nobody_does_anything(
    other: Plain | Notice | Marking | Remembering,
    *,
    needed: bool,
    rule: Callable[..., Rule],
    planned: Callable[..., Plan],
    photo: Callable[..., NewMedia],
) -> None:
    plan = planned(rule("last", LIKE, fallback=True), rule("other", other), event=photo())
    assert ("last" in noted(plan)) is not needed
    assert any("last" in names for _, _, names in outline(plan)) is needed


def test_a_rule_on_trial_does_not_spare_a_fallback_but_its_like(
    rule: Callable[..., Rule], planned: Callable[..., Plan]
) -> None:
    plan = planned(
        rule("trial", APPROVE, mode=Mode.WATCH, priority=9),
        rule("last", IGNORE, fallback=True),
        rule("last-trial", IGNORE, fallback=True, mode=Mode.WATCH),
    )
    assert outline(plan) == [(IGNORE, Mode.AUTO, ["last"])]
    assert noted(plan) == {"last-trial": "not needed: trial wants approve"}


def test_a_fallback_is_cut_by_what_ranks_higher_and_cuts_fallbacks(
    rule: Callable[..., Rule], planned: Callable[..., Plan]
) -> None:
    plan = planned(
        rule("one", IGNORE, fallback=True, priority=9, stop=Stop.ALL),
        rule("two", APPROVE, fallback=True, priority=8),
        rule("tells", TELL, priority=7, stop=Stop.ALL),
        rule("three", APPROVE, fallback=True, priority=6),
    )
    assert noted(plan) == {"two": "cut by one", "three": "cut by tells"}
    assert outline(plan) == [(IGNORE, Mode.AUTO, ["one"]), (NOTIFY, Mode.AUTO, ["tells"])]


def test_who_cannot_tell_asks_and_says_why(
    rule: Callable[..., Rule], planned: Callable[..., Plan], no_bio: Condition
) -> None:
    unsure = rule("unsure", IGNORE, when=no_bio, priority=9, on_unknown=OnUnknown.ASK, stop=Stop.ALL)
    plan = planned(unsure, rule("welcome", APPROVE))
    assert outline(plan) == [(IGNORE, Mode.ASK, ["unsure"])]
    assert plan.actions[0].because == ("bio not known",)
    assert plan.actions[0].terms[0].mode is Mode.ASK
    assert [(entry.rules[0].id, entry.reason) for entry in plan.suppressed] == [("welcome", Reason.CONFLICT)]
    assert noted(plan) == {}, "who does not match cuts nobody"


def test_who_cannot_tell_keeps_nothing(
    rule: Callable[..., Rule], planned: Callable[..., Plan], no_bio: Condition
) -> None:
    actions = (Remembering(list="spammers", length=None), Marking(label="odd"), TELL)
    plan = planned(rule("unsure", *actions, when=no_bio, on_unknown=OnUnknown.ASK))
    assert outline(plan) == [(NOTIFY, Mode.ASK, ["unsure"])]
    assert [(entry.kind, entry.reason) for entry in plan.suppressed] == [
        (ActionKind.REMEMBER, Reason.UNKNOWN),
        (ActionKind.MARK, Reason.UNKNOWN),
    ]


def test_a_rule_that_only_watches_asks_nothing_when_it_cannot_tell(
    rule: Callable[..., Rule], planned: Callable[..., Plan], no_bio: Condition
) -> None:
    plan = planned(rule("trial", IGNORE, when=no_bio, on_unknown=OnUnknown.ASK, mode=Mode.WATCH))
    assert outline(plan) == [(IGNORE, Mode.WATCH, ["trial"])]


def test_what_chance_leaves_out_is_noted_and_nothing_else_is_lost(
    rule: Callable[..., Rule], planned: Callable[..., Plan], photo: Callable[..., NewMedia]
) -> None:
    plan = planned(
        rule("lucky", LIKE, Plain(kind=ActionKind.COMMENT, chance=0.0), priority=9, stop=Stop.ALL),
        rule("below", LIKE),
        event=photo(location=UNKNOWN),
    )
    assert outline(plan) == [(LIKE, Mode.AUTO, ["lucky"])]
    skipped, cut = plan.notes
    assert (skipped.rule.id, skipped.kind) == ("lucky", ActionKind.COMMENT)
    assert skipped.text.startswith("comment skipped (chance 0 %: 0.")
    assert (cut.rule.id, cut.kind, cut.text) == ("below", None, "cut by lucky")
