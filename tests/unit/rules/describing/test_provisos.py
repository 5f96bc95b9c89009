from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from domain.plans import ActionKind, Mode
from domain.terms import Rate, WhenLimited
from rules.actions import Plain
from rules.describing.provisos import provisos
from rules.options import OnConflict, OnError, OnUnknown, Outside, Stop
from rules.schedules import Schedule

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.ruleset import Rule

HOUR = timedelta(hours=1)
EVENING = Schedule(name="evening", windows=())


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, []),
        ({"fallback": True}, ["only when no other rule does"]),
        ({"active": EVENING}, ["only during “evening”"]),
        ({"active": EVENING, "outside": Outside.DEFER}, ["outside “evening” it waits"]),
        ({"active": EVENING, "outside": Outside.ASK}, ["outside “evening” you are asked"]),
        ({"veto_window": 2 * HOUR}, ["you have 2 hours to cancel"]),
        ({"veto_window": 2 * HOUR, "mode": Mode.ASK}, []),
        ({"limit": Rate(count=20, seconds=86_400)}, ["at most 20 in 1 day"]),
        ({"per_author": Rate(count=1, seconds=604_800)}, ["at most 1 in 7 days for each person"]),
        ({"recheck": (HOUR, 3 * HOUR)}, ["looked at again after 1 hour and 3 hours"]),
        ({"on_unknown": OnUnknown.ASK}, ["you are asked when it cannot be told"]),
        ({"on_conflict": OnConflict.STRICTEST}, ["of rules with the same rank the strictest decides"]),
        ({"on_conflict": OnConflict.FIRST}, ["of rules with the same rank the first decides"]),
        ({"on_error": OnError.CONTINUE}, ["it goes on when something fails"]),
        ({"when_limited": WhenLimited.ASK}, ["what a limit has no room for is asked about"]),
        ({"when_limited": WhenLimited.DEFER}, ["what a limit has no room for waits"]),
        ({"when_limited": WhenLimited.DROP}, ["what a limit has no room for is dropped"]),
        ({"include_self": True}, ["your own photos are no exception"]),
        ({"stop": Stop.GROUP}, ["the rest of its group is then left out"]),
        ({"stop": Stop.ALL}, ["all rules below are then left out"]),
        (
            {"fallback": True, "limit": Rate(count=1, seconds=60), "stop": Stop.ALL},
            ["only when no other rule does", "at most 1 in 1 minute", "all rules below are then left out"],
        ),
    ],
)
def test_only_what_is_not_as_usual_is_said(
    options: dict[str, Any], words: list[str], rule: Callable[..., Rule]
) -> None:
    assert [*provisos(rule("one", ActionKind.LIKE, **options))] == words


def test_what_the_action_says_about_limits_counts_before_what_the_rule_says(rule: Callable[..., Rule]) -> None:
    like = Plain(kind=ActionKind.LIKE, when_limited=WhenLimited.DEFER)
    assert [*provisos(rule("one", like, when_limited=WhenLimited.ASK))] == ["what a limit has no room for waits"]
