from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind, LimitClass
from rules.options import STANDARD, Engine

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.ruleset import Limit, RuleSet

RULE = "rules: [{id: one, trigger: follow_request, when: always, do: [notify]}]\n"


@pytest.fixture
def relationship(ruleset: Callable[[str], RuleSet]) -> Callable[[str], Limit]:
    def read(limit: str) -> Limit:
        return ruleset(f"limits: {{relationship: {{{limit}}}}}\n{RULE}").limits[LimitClass.RELATIONSHIP]

    return read


def test_a_limit_has_a_spacing_and_a_part_for_people(relationship: Callable[[str], Limit]) -> None:
    limit = relationship("per_hour: 9, per_day: 8, spacing: 45s..3m, keep_for_chat: 7")
    assert (limit.per_hour, limit.per_day, limit.keep_for_chat) == (9, 8, 7)
    assert limit.spacing == (timedelta(seconds=45), timedelta(minutes=3))
    assert relationship("spacing: 1m").spacing == (timedelta(minutes=1), timedelta(minutes=1))


@pytest.mark.parametrize(
    ("limit", "kept"),
    [("per_day: 5", 10), ("per_hour: 20", 10), ("per_hour: 8", 4), ("per_hour: 0", 0), ("keep_for_chat: 0", 0)],
)
def test_the_part_for_people_leaves_something_for_the_rules(
    limit: str, kept: int, relationship: Callable[[str], Limit]
) -> None:
    assert relationship(limit).keep_for_chat == kept


def test_the_engine_has_careful_settings(ruleset: Callable[[str], RuleSet]) -> None:
    assert ruleset(RULE).engine == STANDARD
    text = "engine: {demote_changed: false, allow: [follow], warm_up: 7d, disclosure: ' (bot) '}\n"
    assert ruleset(f"{text}limits: {{burst_hold: 3}}\n{RULE}").engine == Engine(
        demote_changed=False,
        allow=frozenset({ActionKind.FOLLOW}),
        burst_hold=3,
        warm_up=timedelta(days=7),
        disclosure="(bot)",
    )


def test_warm_up_and_disclosure_can_be_left_out(ruleset: Callable[[str], RuleSet]) -> None:
    engine = ruleset(f"engine: {{warm_up: none, disclosure: '', allow: unfollow}}\n{RULE}").engine
    assert (engine.warm_up, engine.disclosure) == (timedelta(0), "")
    assert engine.allow == {ActionKind.UNFOLLOW}


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("limits: {like: {spacing: often}}", "spacing takes a duration such as"),
        ("limits: {like: {spacing: 3m..45s}}", "spacing is empty: 3m is more than 45s; turn them round"),
        ("limits: {like: {spacing: 3m..}}", "spacing takes a range of durations such as 45s..3m, not '3m..'"),
        ("limits: {like: {spacing: ..3m}}", "spacing takes a range of durations"),
        (
            "limits: {like: {per_hour: 5, keep_for_chat: 5}}",
            "like keeps 5 of 5 an hour for the chat, so no rule could",
        ),
        ("limits: {burst_hold: 0}", "burst_hold must be 1 or more, not 0"),
        ("limits: {burst: 5}", "unknown key 'burst' in limits; did you mean 'burst_hold'?"),
        ("engine: {allow: [like]}", "allow cannot be 'like'; it is one of follow, unfollow"),
        ("engine: {allow: []}", "allow is an empty list"),
        ("engine: {demote: true}", "unknown key 'demote' in engine; did you mean 'demote_changed'?"),
        ("engine: {warm_up: 0}", "warm_up takes a duration such as"),
        (
            "engine: {disclosure: " + "a" * 41 + "}",
            "disclosure is a short mark on one line, of at most 40 characters",
        ),
        ("groups: [{id: g, limits: 3}]", "unknown key 'limits' in a group; did you mean 'limit'?"),
        ("groups: [{id: g, title: ''}]", "title is an empty text"),
    ],
)
def test_says_what_a_setting_takes(section: str, message: str, messages: Callable[[str], list[str]]) -> None:
    said = messages(f"version: 1\n{section}\n{RULE}")
    assert any(message in one for one in said), said


def test_the_version_of_all_follows_the_engine(ruleset: Callable[[str], RuleSet]) -> None:
    assert ruleset(RULE).version != ruleset(f"engine: {{warm_up: none}}\n{RULE}").version
    assert ruleset(RULE).version == ruleset(f"engine: {{demote_changed: true}}\n{RULE}").version
