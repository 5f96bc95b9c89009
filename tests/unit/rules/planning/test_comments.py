from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.details import CommentDetail
from domain.plans import ActionKind, Plan, Reason
from rules.actions import Remark
from rules.fields.catalogue import CATALOGUE
from rules.templates import Choice, Slot, Template

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.events import NewComment, NewMedia
    from rules.ruleset import Rule

PLACE = Slot(field=CATALOGUE["location.name"], sample="Berlin", public=True)
MONTH = timedelta(days=30)


def test_which_variant_is_said_depends_on_the_rule_and_the_photo_alone(
    rule: Callable[..., Rule],
    planned: Callable[..., Plan],
    says: Callable[..., Remark],
    photo: Callable[..., NewMedia],
) -> None:
    remark = says("One", "Two", "Three")
    texts = [planned(rule("r", remark), event=photo(media_id=f"{number}_1")).actions[0].text for number in range(40)]
    again = [planned(rule("r", remark), event=photo(media_id=f"{number}_1")).actions[0].text for number in range(40)]
    other = [planned(rule("s", remark), event=photo(media_id=f"{number}_1")).actions[0].text for number in range(40)]
    assert texts == again
    assert set(texts) == {"One", "Two", "Three"}
    assert texts != other


def test_other_wordings_are_handed_on_when_nothing_is_to_be_repeated(
    rule: Callable[..., Rule],
    planned: Callable[..., Plan],
    says: Callable[..., Remark],
    photo: Callable[..., NewMedia],
) -> None:
    (comment,) = planned(rule("r", says("One", "Two", "Three", "Two", repeat=MONTH)), event=photo()).actions
    assert isinstance(comment.detail, CommentDetail)
    assert sorted([comment.text or "", *comment.detail.alternatives]) == ["One", "Three", "Two"]
    assert comment.detail.avoid_repeat_seconds == 2_592_000


def test_the_words_within_a_variant_make_alternatives_too(
    rule: Callable[..., Rule], planned: Callable[..., Plan], photo: Callable[..., NewMedia]
) -> None:
    choice = Choice(options=tuple((word,) for word in ("calm", "lovely", "quiet", "wide")))
    remark = Remark(variants=(Template(parts=("Such a ", choice, " sky")),), allow_strangers=True, avoid_repeat=MONTH)
    (comment,) = planned(rule("r", remark), event=photo()).actions
    assert isinstance(comment.detail, CommentDetail)
    assert comment.detail.alternatives
    assert comment.text not in comment.detail.alternatives


def test_without_a_wish_not_to_repeat_there_are_none(
    rule: Callable[..., Rule],
    planned: Callable[..., Plan],
    says: Callable[..., Remark],
    photo: Callable[..., NewMedia],
) -> None:
    assert planned(rule("r", says("One", "Two")), event=photo()).actions[0].detail is None


def test_a_variant_that_cannot_be_filled_gives_way_to_one_that_can(
    rule: Callable[..., Rule],
    planned: Callable[..., Plan],
    says: Callable[..., Remark],
    photo: Callable[..., NewMedia],
) -> None:
    remark = says(PLACE, "So calm", "LOUD", repeat=MONTH)
    for number in range(10):
        (comment,) = planned(rule("r", remark), event=photo(media_id=f"{number}_1", location=None)).actions
        assert (comment.text, comment.detail) == ("So calm", CommentDetail(avoid_repeat_seconds=2_592_000))


def test_when_none_can_be_said_the_reason_is_told(
    rule: Callable[..., Rule],
    planned: Callable[..., Plan],
    says: Callable[..., Remark],
    photo: Callable[..., NewMedia],
) -> None:
    plan = planned(rule("gap", says(PLACE)), rule("loud", says("LOUD")), event=photo(location=None))
    assert plan.actions == ()
    assert [(entry.reason, entry.note) for entry in plan.suppressed] == [
        (Reason.UNKNOWN, "the comment needs location.name, which is not known or not fit for a comment"),
        (Reason.UNKNOWN, "the comment can be all in capitals, which is not allowed"),
    ]


def test_one_comment_gets_one_reply_and_the_comment_is_its_target(
    rule: Callable[..., Rule], planned: Callable[..., Plan], says: Callable[..., Remark], remark: NewComment
) -> None:
    thanks = says("Thanks!", kind=ActionKind.REPLY)
    plan = planned(rule("one", thanks, ActionKind.DELETE_COMMENT), rule("two", thanks), event=remark)
    assert [(action.kind, action.target) for action in plan.actions] == [
        (ActionKind.REPLY, "99"),
        (ActionKind.DELETE_COMMENT, "99"),
    ]
    assert {action.max_age_seconds for action in plan.actions} == {None}, "the photo may be as old as it likes"
    assert plan.actions[1].terms[0].max_age_seconds is None
    (held,) = plan.suppressed
    assert (held.reason, held.rules[0].id, held.target) == (Reason.ONE_COMMENT, "two", "99")
    assert held.note == "one replies already, and one comment gets one reply"
