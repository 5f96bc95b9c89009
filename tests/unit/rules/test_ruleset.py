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


WATCHED = "would be shown to you but is only noted"
NEW = "A new photo with #sunset"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, f"{NEW} {WATCHED}"),
        (
            {
                "mode": "auto",
                "do": "[like]",
                "when": "{use: calm_post, caption.text: {any_word: [sunset, sundown, dawn, sea]}, media.type: image}",
            },
            (
                f"{NEW} is liked without asking, if the caption says sunset, sundown or 2 more, “calm post” holds"
                " and it is an image"
            ),
        ),
        (
            {
                "mode": "ask",
                "do": "[like, comment: {text: Hi}]",
                "when": "{any: [{tags: x}, {all: [{tags: y}, {likes.count: {gte: 2}}]}]}",
            },
            (
                f"{NEW} is liked and commented on once you agree, if it is tagged #x or both it is tagged #y"
                " and it has 2 or more likes"
            ),
        ),
        ({"mode": "auto"}, f"{NEW} is shown to you"),
        ({"mode": "ask", "do": "[like, notify]"}, f"{NEW} is shown to you and liked once you agree"),
        (
            {"when": "{none: [{tags: x}, {likes.count: 1}]}"},
            f"{NEW} {WATCHED}, unless it is tagged #x or it has 1 like",
        ),
        ({"when": "{use: calm_post}"}, f"{NEW} {WATCHED}, if “calm post” holds"),
        (
            {"when": "{tags: x, none: [{tags: y}]}"},
            f"{NEW} {WATCHED}, if it is tagged #x and it is not so that it is tagged #y",
        ),
        (
            {"when": "{any: [{media.type: video}, {none: [{tags: y}, {tags: z}]}, {any: [{tags: a}]}]}"},
            f"{NEW} {WATCHED}, if it is tagged #a, it is a video or neither it is tagged #y nor it is tagged #z",
        ),
        (
            {
                "when": "{media.type: image, media.age: {lt: 1h}, tags: {any_of: [x], none_of: [y]}, use: calm_post}",
                "enabled": "false",
            },
            (
                f"Switched off: a new photo with #sunset {WATCHED}, if it is tagged #x,"
                " it was posted under 1 hour ago, “calm post” holds and 2 more"
            ),
        ),
        (
            {"trigger": "{new_media: {users: [ana, id:7], locations: ['9'], tags: [a, b, c, d]}}"},
            f"A new photo by @ana or user 7, with #a, #b or 2 more or at place 9 {WATCHED}",
        ),
        (
            {"trigger": "follow_request", "do": "[approve]", "when": "{requester.posts: {gte: 3}}", "mode": "auto"},
            "A follow request is approved without asking, if they have 3 or more posts",
        ),
        (
            {"trigger": "follow_request", "do": "[ignore]", "mode": "ask"},
            "A follow request is ignored once you agree",
        ),
    ],
)
def test_a_rule_describes_itself_in_one_sentence(
    settings: dict[str, str], expected: str, ruleset: Callable[[str], RuleSet]
) -> None:
    text = "conditions: {calm_post: {caption.text: {no_word: rip}}}\nrules:\n" + rule("one", **settings)
    assert ruleset(text).rules[0].describe() == expected


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("caption.text: {all_words: [a, b]}", "the caption says a and b"),
        ("caption.text: {no_word: [a, b, c, d]}", "the caption says nothing of a, b or 2 more"),
        ("caption.text: {starts_with: a}", "the caption says a at the start"),
        ("caption.text: {length: {between: [3, 2000]}}", "it has a caption of 3 to 2,000 characters"),
        ("caption.text: {exists: false}", "it has no caption"),
        ("caption.text: {exists: true}", "it has a caption"),
        ("author.username: {not_contains: shop}", "the username is something without shop"),
        ("author.username: {ends_with: shop}", "the username is something that ends with shop"),
        ("tags: {all_of: [a, b]}", "it is tagged #a and #b"),
        ("tags: {none_of: [a, b]}", "it is not tagged #a or #b"),
        ("tags: {only: [a, b]}", "it is tagged nothing but #a or #b"),
        ("tags: {count: {gte: 2, lt: 9}}", "it has 2 or more and under 9 tags"),
        ("likes.count: {lte: 1}", "it has at most 1 like"),
        ("likes.count: {gt: 11}", "it has over 11 likes"),
        ("author: {none_of: [self, ana, id:7]}", "it is not by @ana, user 7 or you"),
        ("media.type: {none_of: [image]}", "it is a video or it is a carousel"),
        ("media.type: {none_of: [image, video, carousel]}", "nothing that there is"),
        ("media.created_at: {older_than: 90m}", "it was posted more than 1 hour 30 minutes ago"),
        ("media.created_at: {after: '2026-06-01T00:00Z'}", "it was posted after 2026-06-01 00:00 UTC"),
        ("location: {near: [52.52, 13.4], within: 30km}", "it is at most 30 km from 52.52, 13.4"),
        ("location: {any_of: ['7', '8']}", "it is at place 7 or 8"),
        ("location: {name: {any_word: [beach]}}", "it is in something with beach"),
        ("tagged.me: false", "you are not marked in it"),
        ("relationship.outgoing: [follows, requested]", "you follow them or you asked to follow them"),
    ],
)
def test_a_condition_is_described_as_people_say_it(
    question: str, clause: str, ruleset: Callable[[str], RuleSet]
) -> None:
    described = ruleset("rules:\n" + rule("one", when=f"{{{question}}}")).rules[0].describe()
    assert described == f"{NEW} {WATCHED}, if {clause}"
