from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.sources import Source
from rules.ruleset import SourceWish

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.ruleset import RuleSet


def rule(name: str, trigger: str = "{new_media: {tags: [sunset]}}", **settings: str) -> str:
    merged = {"when": "always", "do": "[notify]", **settings}
    return f"  - {{id: {name}, trigger: {trigger}{''.join(f', {key}: {value}' for key, value in merged.items())}}}\n"


def test_every_list_is_wished_for_once_as_often_as_the_most_eager_rule_asks(
    ruleset: Callable[[str], RuleSet],
) -> None:
    rules = ruleset(
        "rules:\n"
        + rule("slow", "{new_media: {tags: [sunset], every: 10m}}")
        + rule("quick", "{new_media: {tags: [sunset, dawn], every: 5m}}")
        + rule("silent", "{new_media: {tags: [sunset, dusk]}}")
        + rule("off", "{new_media: {tags: [night]}}", enabled="false")
    )
    assert rules.wishes() == (
        SourceWish(source=Source.parse("tag:dawn"), every=timedelta(minutes=5), rules=("quick",)),
        SourceWish(source=Source.parse("tag:dusk"), every=None, rules=("silent",)),
        SourceWish(source=Source.parse("tag:sunset"), every=timedelta(minutes=5), rules=("slow", "quick", "silent")),
    )


def test_rules_stand_by_rank_and_then_as_written(ruleset: Callable[[str], RuleSet]) -> None:
    rules = ruleset(
        "groups: [{id: top, priority: 10}]\nrules:\n"
        + rule("a")
        + rule("b", priority="5")
        + rule("c", group="top")
        + rule("d", group="top", priority="1")
        + rule("e")
    ).rules
    assert [found.ref.id for found in rules] == ["d", "c", "b", "a", "e"]
    assert rules[0].rank == (10, 1)
    assert (rules[0].group, rules[4].group) == ("top", None)


def test_a_rule_keeps_its_title_and_whether_it_is_on(ruleset: Callable[[str], RuleSet]) -> None:
    one, two = ruleset("rules:\n" + rule("one", title="All sunsets") + rule("two", enabled="false")).rules
    assert (one.title, one.enabled) == ("All sunsets", True)
    assert (two.title, two.enabled) == ("two", False)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "new photos with #sunset → tell you (only noted)"),
        (
            {"mode": "auto", "do": "[like, notify]", "when": "{use: calm, likes.count: 1, tags: x}"},
            "new photos with #sunset, if calm, likes.count and tags → like it and tell you (by itself)",
        ),
        (
            {
                "mode": "ask",
                "do": "[comment: {text: Hi}]",
                "when": "{any: [{tags: x}, {all: [{tags: y}, {tags: z}]}]}",
            },
            "new photos with #sunset, if tags or (tags) → comment on it (asks first)",
        ),
        ({"when": "{none: [{tags: x}]}"}, "new photos with #sunset, unless tags → tell you (only noted)"),
        (
            {"when": "{media.type: image, media.age: {lt: 1h}, tags: x, use: calm}", "enabled": "false"},
            "new photos with #sunset, if media.type, media.age and 2 more → tell you (switched off)",
        ),
        (
            {"trigger": "{new_media: {users: [ana, id:7], locations: ['9']}}"},
            "new photos by @ana, by user 7 or at place 9 → tell you (only noted)",
        ),
        (
            {"trigger": "follow_request", "do": "[approve]", "when": "{requester.posts: 3}"},
            "follow requests, if requester.posts → approve them (only noted)",
        ),
        ({"trigger": "follow_request", "do": "[ignore]"}, "follow requests → ignore them (only noted)"),
    ],
)
def test_a_rule_describes_itself_in_one_line(
    settings: dict[str, str], expected: str, ruleset: Callable[[str], RuleSet]
) -> None:
    text = "conditions: {calm: {caption.text: {no_word: rip}}}\nrules:\n" + rule("one", **settings)
    assert ruleset(text).rules[0].describe() == expected
