from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind
from domain.terms import Rate
from rules.describing import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.conditions import Condition
    from rules.ruleset import Rule, RuleSet


@pytest.fixture
def known(ruleset: Callable[[str], RuleSet]) -> Condition:
    text = "rules: [{id: a, trigger: follow_request, when: {requester.posts: {gte: 3}}, do: [approve]}]"
    return ruleset(text).rules[0].when


def test_a_rule_is_one_line(rule: Callable[..., Rule], known: Condition) -> None:
    one = rule(
        "one",
        ActionKind.APPROVE,
        when=known,
        limit=Rate(count=30, seconds=86_400),
        veto_window=timedelta(minutes=10),
    )
    assert describe(one) == (
        "A follow request is approved without asking, if they have 3 or more posts; you have 10 minutes to cancel; "
        "at most 30 in 1 day"
    )


def test_a_rule_that_is_off_says_so_first(rule: Callable[..., Rule]) -> None:
    assert describe(rule("one", ActionKind.IGNORE, enabled=False)) == (
        "Switched off: a follow request is ignored without asking"
    )
