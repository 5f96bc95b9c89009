from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.details import MarkDetail, RememberDetail
from domain.plans import ActionKind, Mode, Plan, RuleRef
from domain.terms import Rate, Terms, WhenLimited
from rules.actions import Marking, Notice, Plain, Remark, Remembering
from rules.options import OnError

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.events import NewComment, NewMedia
    from rules.ruleset import Rule

LIKE, COMMENT, APPROVE, NOTIFY = ActionKind.LIKE, ActionKind.COMMENT, ActionKind.APPROVE, ActionKind.NOTIFY
TELL = Notice(template=None)
MONTH = timedelta(days=30)


def test_every_rule_keeps_its_own_terms(
    rule: Callable[..., Rule], planned: Callable[..., Plan], photo: Callable[..., NewMedia]
) -> None:
    rich = rule(
        "rich",
        Plain(kind=LIKE, when_limited=WhenLimited.DEFER),
        priority=1,
        limit=Rate(count=20, seconds=86_400),
        per_author=Rate(count=1, seconds=604_800),
        veto_window=timedelta(minutes=10),
        include_self=True,
        when_limited=WhenLimited.ASK,
        max_age=timedelta(hours=2),
    )
    plain = rule("plain", LIKE, mode=Mode.ASK, when_limited=WhenLimited.ASK, veto_window=timedelta(minutes=10))
    (like,) = planned(plain, rich, event=photo()).actions
    assert (like.mode, like.max_age_seconds) == (Mode.AUTO, 7200)
    assert like.terms == (
        Terms(
            rule=RuleRef(id="rich", version="1"),
            mode=Mode.AUTO,
            max_age_seconds=7200,
            limit=Rate(count=20, seconds=86_400),
            per_author=Rate(count=1, seconds=604_800),
            when_limited=WhenLimited.DEFER,
            veto_seconds=600,
            include_self=True,
        ),
        Terms(
            rule=RuleRef(id="plain", version="1"),
            mode=Mode.ASK,
            max_age_seconds=21_600,
            when_limited=WhenLimited.ASK,
        ),
    )


@pytest.mark.parametrize(
    ("on_error", "after"),
    [
        pytest.param(OnError.STOP, {LIKE: (), COMMENT: (LIKE,), NOTIFY: (LIKE, COMMENT)}, id="in order"),
        pytest.param(OnError.CONTINUE, {LIKE: (), COMMENT: (), NOTIFY: ()}, id="whatever becomes of the others"),
    ],
)
def test_what_a_rule_wants_later_depends_on_what_it_wants_first(
    on_error: OnError,
    after: dict[ActionKind, tuple[ActionKind, ...]],
    rule: Callable[..., Rule],
    planned: Callable[..., Plan],
    says: Callable[..., Remark],
    photo: Callable[..., NewMedia],
) -> None:
    marked = Marking(label="seen")
    plan = planned(rule("r", marked, LIKE, says("Calm"), TELL, on_error=on_error), event=photo())
    assert {action.kind: action.terms[0].after for action in plan.actions if action.kind in after} == after


def test_nothing_depends_on_what_is_not_planned_for_that_rule(
    rule: Callable[..., Rule],
    planned: Callable[..., Plan],
    says: Callable[..., Remark],
    photo: Callable[..., NewMedia],
) -> None:
    plan = planned(
        rule("first", says("Calm"), priority=1),
        rule("second", says("Wide"), Plain(kind=LIKE, chance=0.0), TELL),
        event=photo(),
    )
    assert [action.kind for action in plan.actions] == [COMMENT, NOTIFY]
    assert plan.actions[1].terms[0].after == ()


def test_a_list_is_wanted_once_for_as_long_as_any_rule_wants(
    rule: Callable[..., Rule], planned: Callable[..., Plan]
) -> None:
    plan = planned(
        rule("a", Remembering(list="spam", length=timedelta(days=7))),
        rule("b", Remembering(list="spam", length=MONTH)),
        rule("c", Remembering(list="friends", length=MONTH)),
        rule("d", Remembering(list="friends", length=None)),
    )
    assert [(action.target, action.detail, [ref.id for ref in action.rules]) for action in plan.actions] == [
        (f"{plan.event}#spam", RememberDetail(list="spam", seconds=2_592_000), ["a", "b"]),
        (f"{plan.event}#friends", RememberDetail(list="friends", seconds=None), ["c", "d"]),
    ]


def test_a_word_is_marked_once(rule: Callable[..., Rule], planned: Callable[..., Plan]) -> None:
    plan = planned(
        rule("a", Marking(label="shop")), rule("b", Marking(label="odd")), rule("c", Marking(label="shop"))
    )
    assert [(action.target, action.detail, [ref.id for ref in action.rules]) for action in plan.actions] == [
        (f"{plan.event}#shop", MarkDetail(label="shop"), ["a", "c"]),
        (f"{plan.event}#odd", MarkDetail(label="odd"), ["b"]),
    ]


@pytest.mark.parametrize("kind", [ActionKind.FOLLOW, ActionKind.UNFOLLOW])
def test_what_concerns_the_person_has_no_age(
    kind: ActionKind, rule: Callable[..., Rule], planned: Callable[..., Plan], photo: Callable[..., NewMedia]
) -> None:
    (action,) = planned(
        rule("short", kind, max_age=timedelta(minutes=1)), rule("long", kind), event=photo(age=timedelta(hours=3))
    ).actions
    assert (action.target, action.max_age_seconds, len(action.rules)) == ("42", None, 2)
    assert {terms.max_age_seconds for terms in action.terms} == {None}


@pytest.mark.parametrize("kind", [LIKE, ActionKind.UNLIKE])
def test_what_concerns_the_photo_has_one(
    kind: ActionKind, rule: Callable[..., Rule], planned: Callable[..., Plan], photo: Callable[..., NewMedia]
) -> None:
    (action,) = planned(rule("one", kind), event=photo()).actions
    assert (action.target, action.max_age_seconds) == ("1874240378153466907_37998182", 21_600)


def test_who_commented_can_be_blocked(
    rule: Callable[..., Rule], planned: Callable[..., Plan], remark: NewComment
) -> None:
    (block,) = planned(rule("one", ActionKind.BLOCK), event=remark).actions
    assert (block.kind, block.target) == (ActionKind.BLOCK, "7")
