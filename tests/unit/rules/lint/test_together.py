from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rules.lint.together import lint

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.ruleset import RuleSet


GROUPS = "groups: [{ id: door }]"


def request(name: str, when: str, do: str, more: str = "") -> str:
    return f"""
        id: {name}
        mode: ask
        trigger: follow_request
        when: {when}
        do: [{do}]
        {more}
    """


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        pytest.param(
            request("a", "{ requester.posts: { gte: 3 } }", "approve"),
            request("b", "{ requester.follows: { gt: 9 } }", "ignore"),
            ["W203"],
            id="both may match",
        ),
        pytest.param(
            request("a", "{ requester.posts: { gte: 3 } }", "approve"),
            request("b", "{ requester.posts: { lt: 3 } }", "ignore"),
            [],
            id="never both",
        ),
        pytest.param(
            request("a", "always", "approve"), request("b", "always", "approve"), [], id="they want the same"
        ),
        pytest.param(
            request("a", "always", "approve", "priority: 1"),
            request("b", "always", "ignore"),
            [],
            id="one ranks first",
        ),
        pytest.param(
            request("a", "always", "approve", "on_conflict: strictest"),
            request("b", "always", "ignore", "on_conflict: first"),
            [],
            id="said who wins",
        ),
        pytest.param(
            request("a", "always", "approve", "priority: 1\n        stop: all"),
            request("b", "always", "approve"),
            ["W202"],
            id="cut by one that always matches",
        ),
        pytest.param(
            request("a", "{ requester.posts: 3 }", "approve", "priority: 1\n        stop: all"),
            request("b", "always", "approve"),
            [],
            id="cut sometimes",
        ),
        pytest.param(
            request("a", "always", "approve", "priority: 1\n        group: door\n        stop: group"),
            request("b", "always", "approve"),
            [],
            id="stops a group that the other is not in",
        ),
    ],
)
def test_doubts_about_two_rules(
    doubts: Callable[..., list[tuple[str, str]]], one: str, other: str, codes: list[str]
) -> None:
    assert [code for code, _ in doubts(one, other, head=GROUPS)] == codes


def tags(every: str) -> str:
    words = ", ".join(f"tag{number}" for number in range(22))
    return f"""
        id: many
        trigger: {{ new_media: {{ tags: [{words}]{every} }} }}
        when: always
        do: [notify]
    """


@pytest.mark.parametrize(("every", "codes"), [(", every: 2m", ["W209"]), (", every: 5m", []), ("", [])])
def test_promises_may_cost_more_calls_than_there_are(
    doubts: Callable[..., list[tuple[str, str]]], every: str, codes: list[str]
) -> None:
    assert [code for code, _ in doubts(tags(every), calls_per_hour=500)] == codes


def test_says_how_many_calls(ruleset: Callable[..., RuleSet]) -> None:
    (doubt,) = lint(ruleset(tags(", every: 2m")), calls_per_hour=500)
    assert doubt.message.startswith("22 lists are to be looked at 660 times an hour; of 500 calls, 300 are for that")


def test_a_token_that_nobody_asked_about_counts_as_one_in_sandbox_mode(ruleset: Callable[..., RuleSet]) -> None:
    (doubt,) = lint(ruleset(tags(", every: 2m")))
    assert doubt.code == "W209"
    assert "660 times an hour; of 500 calls" in doubt.message
    assert doubt.message.endswith("ask with likewise check --online")
    assert list(lint(ruleset(tags(", every: 2m")), calls_per_hour=5000)) == []


def test_a_rule_that_is_off_raises_no_doubt(doubts: Callable[..., list[tuple[str, str]]]) -> None:
    rule = """
        id: off
        enabled: false
        trigger: { new_media: { tags: [sunset] } }
        when: { likes.count: { gte: 3 } }
        do: [like]
    """
    assert doubts(rule) == []
