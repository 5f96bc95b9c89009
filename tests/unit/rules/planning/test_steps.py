from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind, Mode, Plan, Reason
from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.events import FollowRequest, NewMedia
    from domain.facts import Facts
    from rules.ruleset import RuleSet


def media_rule(name: str, do: str, **settings: str) -> str:
    extra = "".join(f", {key}: {value}" for key, value in {"mode": "ask", "when": "always", **settings}.items())
    return f"  - {{id: {name}, trigger: {{new_media: {{tags: [sunset]}}}}, do: {do}{extra}}}\n"


def request_rule(name: str, do: str, **settings: str) -> str:
    return media_rule(name, do, **settings).replace("{new_media: {tags: [sunset]}}", "follow_request")


def says(text: str) -> str:
    return f"[{{comment: {{text: '{text}', allow_strangers: true}}}}]"


def tells(text: str) -> str:
    return f"[{{notify: {{text: '{text}'}}}}]"


@pytest.fixture
def planned(
    ruleset: Callable[[str], RuleSet],
    photo: Callable[..., NewMedia],
    request_of: Callable[..., FollowRequest],
    facts: Callable[..., Facts],
    now: datetime,
) -> Callable[..., Plan]:
    def plan(*rules: str, **changes: object) -> Plan:
        event = request_of() if "follow_request" in rules[0] else photo(**changes)
        return ruleset("rules:\n" + "".join(rules)).judge(event, facts(), now).plan

    return plan


def outline(plan: Plan) -> list[tuple[ActionKind, Mode, list[str]]]:
    return [(action.kind, action.mode, [rule.id for rule in action.rules]) for action in plan.actions]


def dropped(plan: Plan) -> list[tuple[str, ActionKind, Reason]]:
    return [(entry.rules[0].id, entry.kind, entry.reason) for entry in plan.suppressed]


def test_the_same_like_is_merged_and_all_rules_are_credited(planned: Callable[..., Plan]) -> None:
    plan = planned(
        media_rule("one", "[like]", when="{tags: sunset}"),
        media_rule("two", "[like]", when="{likes.count: 12}", mode="auto", max_age="1h"),
        media_rule("three", "[like]", when="{tags: sunset}", mode="watch"),
    )
    assert outline(plan) == [(ActionKind.LIKE, Mode.AUTO, ["one", "two", "three"])]
    (like,) = plan.actions
    assert like.target == "1874240378153466907_37998182"
    assert like.because == ("tagged #sunset", "12 likes")
    assert like.max_age_seconds == 3600
    assert plan.suppressed == ()


def test_a_rule_that_only_watches_is_planned_too(planned: Callable[..., Plan]) -> None:
    assert outline(planned(media_rule("one", "[like]", mode="watch"))) == [(ActionKind.LIKE, Mode.WATCH, ["one"])]


def test_a_narrow_age_does_not_spoil_the_wish_of_another(planned: Callable[..., Plan]) -> None:
    plan = planned(
        media_rule("narrow", "[like]", mode="auto", max_age="1h"),
        media_rule("wide", "[like]"),
        age=timedelta(hours=3),
    )
    assert outline(plan) == [(ActionKind.LIKE, Mode.ASK, ["wide"])]
    assert dropped(plan) == [("narrow", ActionKind.LIKE, Reason.AGE)]


def test_a_photo_too_old_for_all_is_left_to_the_guard(planned: Callable[..., Plan]) -> None:
    plan = planned(media_rule("one", "[like]"), age=timedelta(days=1))
    assert plan.actions[0].max_age_seconds == 6 * 3600
    assert plan.suppressed == ()


def test_one_photo_gets_one_comment_from_the_highest_priority(planned: Callable[..., Plan]) -> None:
    plan = planned(
        media_rule("low", says("low"), priority="1", mode="auto"),
        media_rule("high", says("high"), priority="2"),
        media_rule("watching", says("watching"), priority="3", mode="watch"),
    )
    assert outline(plan) == [(ActionKind.COMMENT, Mode.ASK, ["high"])]
    (comment,) = plan.actions
    assert (comment.text, comment.max_age_seconds) == ("high", 6 * 3600)
    assert dropped(plan) == [
        ("low", ActionKind.COMMENT, Reason.ONE_COMMENT),
        ("watching", ActionKind.COMMENT, Reason.ONE_COMMENT),
    ]
    assert plan.suppressed[0].note == "high comments already, and one photo gets one comment"


@pytest.mark.parametrize("place", [None, UNKNOWN])
def test_a_comment_that_cannot_be_filled_gives_way_to_the_next(place: object, planned: Callable[..., Plan]) -> None:
    plan = planned(
        media_rule("first", says("At {{ location.name }}"), priority="1"),
        media_rule("second", says("So calm")),
        location=place,
    )
    assert outline(plan) == [(ActionKind.COMMENT, Mode.ASK, ["second"])]
    assert dropped(plan) == [("first", ActionKind.COMMENT, Reason.UNKNOWN)]
    assert "the comment needs location.name" in plan.suppressed[0].note


def test_the_higher_priority_decides_about_a_request(planned: Callable[..., Plan]) -> None:
    plan = planned(
        request_rule("welcome", "[approve]", priority="1", mode="auto"),
        request_rule("refuse", "[ignore]", priority="2"),
        request_rule("also", "[ignore]", mode="watch"),
    )
    assert outline(plan) == [(ActionKind.IGNORE, Mode.ASK, ["refuse", "also"])]
    assert plan.actions[0].target == "42"
    assert plan.actions[0].max_age_seconds is None
    assert dropped(plan) == [("welcome", ActionKind.APPROVE, Reason.CONFLICT)]
    assert plan.suppressed[0].note == "refuse decided: ignore"


def test_a_watching_rule_does_not_take_a_decision_away(planned: Callable[..., Plan]) -> None:
    plan = planned(
        request_rule("trial", "[ignore]", priority="9", mode="watch"), request_rule("welcome", "[approve]")
    )
    assert outline(plan) == [(ActionKind.APPROVE, Mode.ASK, ["welcome"])]
    assert dropped(plan) == [("trial", ActionKind.IGNORE, Reason.CONFLICT)]


def test_the_group_counts_before_the_rule(
    ruleset: Callable[[str], RuleSet],
    request_of: Callable[..., FollowRequest],
    facts: Callable[..., Facts],
    now: datetime,
) -> None:
    rules = ruleset(
        "groups: [{id: first, priority: 2}, {id: second, priority: 1}]\nrules:\n"
        + request_rule("loud", "[ignore]", group="second", priority="100")
        + request_rule("quiet", "[approve]", group="first")
    )
    assert outline(rules.judge(request_of(), facts(), now).plan) == [(ActionKind.APPROVE, Mode.ASK, ["quiet"])]


def test_one_notice_says_what_all_rules_have_to_say(planned: Callable[..., Plan]) -> None:
    plan = planned(
        media_rule("one", tells("By {{ author.username }}"), mode="auto"),
        media_rule("two", tells("At {{ location.name }}")),
        media_rule("same", tells("By {{ author.username }}")),
        media_rule("bare", "[notify]"),
        media_rule("watching", tells("Psst"), mode="watch"),
    )
    assert outline(plan) == [(ActionKind.NOTIFY, Mode.AUTO, ["one", "two", "same", "bare", "watching"])]
    (notice,) = plan.actions
    assert notice.text == "By ana\nAt Plötzensee"
    assert notice.target == plan.event
    assert notice.max_age_seconds is None


def test_a_bare_notice_has_no_text_and_a_watching_one_keeps_its_own(planned: Callable[..., Plan]) -> None:
    assert planned(media_rule("bare", "[notify]")).actions[0].text is None
    assert planned(media_rule("watching", tells("Psst"), mode="watch")).actions[0].text == "Psst"


def test_the_order_in_the_file_changes_nothing_but_the_credits(planned: Callable[..., Plan]) -> None:
    rules = [
        media_rule("a", "[like, notify]", priority="1"),
        media_rule("b", says("b"), priority="2"),
        media_rule("c", says("c"), priority="3"),
    ]
    assert planned(*rules) == planned(*reversed(rules))
