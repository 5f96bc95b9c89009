from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions.terms import mode_now, terms_of
from domain.details import Answer
from domain.errors import RefusedError
from domain.plans import ActionKind, Mode, Reason, RuleRef
from domain.terms import Rate, Terms, WhenLimited
from rules.actions import Question
from storage.states import ActionState
from tests.unit.actions.stage import RULE, RULES, SUNSETS, on_terms, wish
from tests.unit.polling.world import START, person

if TYPE_CHECKING:
    from tests.unit.actions.stage import Stage

LIKE, COMMENT, IGNORE = ActionKind.LIKE, ActionKind.COMMENT, ActionKind.IGNORE
TERMS = Terms(rule=RULE, mode=Mode.AUTO)
ASKS = replace(
    SUNSETS, mode=Mode.ASK, actions=(Question(choices=(Answer.APPROVE,), expires=None, then=Answer.IGNORE),)
)
HOUR = 3600


def test_what_an_earlier_version_wrote_has_one_set_of_terms_for_all() -> None:
    other = RuleRef(id="other", version="b1")
    old = replace(wish(LIKE, "m1", mode=Mode.ASK), rules=(RULE, other))
    assert terms_of(old) == tuple(Terms(rule=one, mode=Mode.ASK, max_age_seconds=21_600) for one in (RULE, other))
    assert terms_of(replace(old, rules=())) == ()
    assert terms_of(on_terms(LIKE, veto_seconds=5))[0].veto_seconds == 5


@pytest.mark.parametrize(
    ("rule", "kind", "expected"),
    [
        pytest.param(SUNSETS, LIKE, Mode.AUTO, id="as it was"),
        pytest.param(replace(SUNSETS, mode=Mode.ASK), LIKE, Mode.ASK, id="it asks by now"),
        pytest.param(replace(SUNSETS, enabled=False), LIKE, Mode.WATCH, id="it is off"),
        pytest.param(replace(SUNSETS, actions=SUNSETS.actions[:1]), COMMENT, Mode.WATCH, id="it wants it no more"),
        pytest.param(replace(SUNSETS, ref=RuleRef(id="next", version="a")), LIKE, Mode.WATCH, id="it is gone"),
        pytest.param(ASKS, IGNORE, Mode.AUTO, id="it asked, and says what holds when nobody answers"),
        pytest.param(ASKS, ActionKind.BLOCK, Mode.WATCH, id="which is nothing else"),
        pytest.param(replace(ASKS, mode=Mode.WATCH), IGNORE, Mode.WATCH, id="unless it only watches by now"),
    ],
)
def test_the_rules_of_now_say_how_far(rule: object, kind: ActionKind, expected: Mode) -> None:
    assert mode_now(TERMS, kind, replace(RULES, rules=(rule,))) is expected  # type: ignore[arg-type]  # a rule


async def test_a_rule_does_no_more_than_it_says_over_restarts(stage: Stage) -> None:
    for number in range(4):
        name = f"m{number}"
        await stage.wants(on_terms(LIKE, name, limit=Rate(count=2, seconds=4 * HOUR)), number=name)
        await stage.round()
        await stage.restart(after=60)
    assert stage.world.effects == ["like m0", "like m1"]
    held = await stage.action(LIKE, "m2")
    assert (held.state, held.reason) == (ActionState.SUPPRESSED, Reason.LIMIT)
    assert held.note == "sunsets has used up its own limit until 16:00 UTC."
    await stage.wants(on_terms(LIKE, "m9", limit=Rate(count=2, seconds=4 * HOUR)), number="m9")
    await stage.round(after=4 * HOUR)
    assert stage.world.effects == ["like m0", "like m1", "like m9"]


async def test_what_a_rule_proposes_counts_for_its_limit(stage: Stage) -> None:
    for name in ("m1", "m2"):
        limited = on_terms(LIKE, name, mode=Mode.ASK, limit=Rate(count=1, seconds=HOUR))
        await stage.wants(limited, number=name)
    await stage.round()
    assert await stage.state(LIKE, "m1") is ActionState.AWAITING_APPROVAL
    assert await stage.state(LIKE, "m2") is ActionState.SUPPRESSED


async def test_a_limit_that_defers_lets_it_be_done_later(stage: Stage) -> None:
    for name in ("m1", "m2"):
        limit = Rate(count=1, seconds=HOUR)
        await stage.wants(on_terms(LIKE, name, limit=limit, when_limited=WhenLimited.DEFER), number=name)
    await stage.round()
    assert stage.world.effects == ["like m1"]
    await stage.round(after=HOUR - 1)
    assert stage.world.effects == ["like m1"]
    await stage.round(after=1)
    assert stage.world.effects == ["like m1", "like m2"]


async def test_nobody_is_met_more_often_than_a_rule_says(stage: Stage) -> None:
    once = Rate(count=1, seconds=7 * 86_400)
    for name, author in (("m1", person("21")), ("m2", person("21")), ("m3", person("22"))):
        await stage.wants(on_terms(LIKE, name, per_author=once), number=name, author=author)
    await stage.round()
    assert stage.world.effects == ["like m1", "like m3"]
    assert (await stage.action(LIKE, "m2")).reason is Reason.PER_AUTHOR


async def test_all_that_a_rule_does_about_one_photo_is_one_meeting(stage: Stage) -> None:
    once = Rate(count=1, seconds=7 * 86_400)
    both = (on_terms(LIKE, "m1", per_author=once), on_terms(COMMENT, "m1", per_author=once))
    await stage.wants(*both, number="m1", author=person("21"))
    for _ in both:
        await stage.round(after=15 * 60)
    await stage.wants(on_terms(LIKE, "m2", per_author=once), number="m2", author=person("21"))
    await stage.round()
    assert await stage.state(LIKE, "m1") is ActionState.DONE
    assert await stage.state(COMMENT, "m1") is ActionState.DONE
    assert (await stage.action(LIKE, "m2")).reason is Reason.PER_AUTHOR


@pytest.mark.parametrize(
    ("days", "rate", "state"),
    [
        pytest.param(6.9, None, ActionState.SUPPRESSED, id="within a week"),
        pytest.param(7, None, ActionState.DONE, id="after a week"),
        pytest.param(1, Rate(count=1, seconds=86_400), ActionState.DONE, id="the rule says otherwise"),
    ],
)
async def test_nobody_gets_a_second_comment_within_a_week_unless_a_rule_says(
    stage: Stage, days: float, rate: Rate | None, state: ActionState
) -> None:
    await stage.appears(COMMENT)
    await stage.round()
    stage.clock.step(days * 86_400)
    await stage.wants(on_terms(COMMENT, "m2", per_author=rate), number="m2")
    await stage.round()
    assert await stage.state(COMMENT, "m2") is state


async def test_outside_its_hours_a_rule_waits_for_them(stage: Stage) -> None:
    await stage.wants(on_terms(LIKE, not_before=START + timedelta(hours=2)))
    await stage.rounds(3, every=60)
    waits = await stage.action(LIKE)
    assert (waits.state, waits.reason) == (ActionState.PLANNED, Reason.SCHEDULE)
    await stage.round(after=2 * HOUR)
    assert stage.world.effects == ["like m1"]


async def test_what_opens_too_late_is_too_old_by_then(stage: Stage) -> None:
    await stage.wants(on_terms(LIKE, not_before=START + timedelta(hours=9)))
    await stage.round()
    await stage.round(after=9 * HOUR)
    assert (await stage.action(LIKE)).reason is Reason.AGE


async def test_a_request_is_not_answered_after_a_week_of_waiting(stage: Stage) -> None:
    stage.ruleset = replace(RULES, limits={key: replace(one, per_hour=0) for key, one in RULES.limits.items()})
    await stage.asks(ActionKind.APPROVE)
    await stage.round()
    await stage.rounds(8, every=86_400)
    expired = await stage.action(ActionKind.APPROVE, "7")
    assert (expired.state, expired.reason) == (ActionState.SUPPRESSED, Reason.EXPIRED)


async def test_a_rules_actions_are_done_in_its_order(stage: Stage) -> None:
    await stage.wants(on_terms(LIKE), on_terms(COMMENT, after=(LIKE,)))
    await stage.round()
    await stage.round(after=5)
    assert stage.world.effects == ["like m1", "comment m1"]


async def test_after_a_failure_a_rule_stops(stage: Stage) -> None:
    stage.world.troubles["like"] = [RefusedError("Not allowed.")]
    await stage.wants(on_terms(LIKE), on_terms(COMMENT, after=(LIKE,)))
    await stage.rounds(3, every=5)
    assert stage.world.effects == []
    held = await stage.action(COMMENT)
    assert (held.reason, held.note) == (Reason.BREAKER, "The rule wanted to like first, and that failed.")


async def test_own_photos_are_left_alone_unless_a_rule_means_them(stage: Stage) -> None:
    for name, include in (("m1", False), ("m2", True)):
        await stage.wants(on_terms(LIKE, name, include_self=include), number=name, author=person("1", "me"))
    await stage.round()
    assert stage.world.effects == ["like m2"]
