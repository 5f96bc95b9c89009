"""The full example of the language's specification, and a broken copy of it."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from domain.details import Answer
from domain.plans import ActionKind, Mode
from domain.terms import Rate
from rules.actions import Notice, Question, Remark
from rules.loading import Loaded, SourceText, load

if TYPE_CHECKING:
    from rules.ruleset import Rule, RuleSet

TEXT = Path(__file__).with_name("specification.yaml").read_text(encoding="utf-8")
BREAKS = (
    ("requester.posts: { gte: 3 }", "requester.posts: { any_word: [a] }"),
    ("media.type: image\n      caption.text: { any_word", "media.type: #image\n      caption.text: { any_word"),
    ("likes.count: { between: [3, 400] }", "likes_count: { between: [3, 400] }"),
    ("    limit: 20 per 1d\n", "    limits: 20 per 1d\n    limits: 20 per 1d\n"),
)


def read(name: str, text: str) -> Loaded:
    return load([SourceText(name=name, text=text)])


@pytest.fixture
def rules() -> RuleSet:
    loaded = read("rules.yaml", TEXT)
    assert loaded.problems == ()
    assert loaded.ruleset is not None
    return loaded.ruleset


@pytest.fixture
def by_id(rules: RuleSet) -> dict[str, Rule]:
    return {rule.ref.id: rule for rule in rules.rules}


def test_the_rules_stand_in_the_order_of_their_rank(rules: RuleSet) -> None:
    assert [(rule.ref.id, rule.rank, str(rule.mode)) for rule in rules.rules] == [
        ("requests-refuse", (50, 90), "auto"),
        ("requests-friends", (50, 0), "auto"),
        ("requests-ask", (50, 0), "ask"),
        ("local-sunsets", (10, 0), "ask"),
        ("shop-location", (10, 0), "auto"),
    ]
    assert rules.zone == ZoneInfo("Europe/Berlin")
    assert rules.never == {"id:12345678", "competitor_shop"}
    assert rules.engine.burst_hold == 15


def test_the_first_rule_has_all_that_it_says(by_id: dict[str, Rule]) -> None:
    rule = by_id["local-sunsets"]
    like, comment = rule.actions
    assert rule.title == "Fresh sunset photos near Berlin"
    assert rule.recheck == (timedelta(minutes=45), timedelta(hours=3))
    assert rule.active is not None
    assert (rule.active.windows[0].start, rule.active.windows[0].end) == (time(8), time(22, 30))
    assert rule.per_author == Rate(count=1, seconds=timedelta(days=7).total_seconds())
    assert rule.limit == Rate(count=20, seconds=timedelta(days=1).total_seconds())
    assert like.kind is ActionKind.LIKE
    assert isinstance(comment, Remark)
    assert (len(comment.variants), comment.chance, comment.avoid_repeat) == (3, 0.2, timedelta(days=30))


def test_the_others_have_theirs(by_id: dict[str, Rule]) -> None:
    assert by_id["requests-friends"].veto_window == timedelta(minutes=10)
    assert by_id["requests-friends"].mode is Mode.AUTO
    (question,) = by_id["requests-ask"].actions
    assert by_id["requests-ask"].fallback
    assert question == Question(
        choices=(Answer.APPROVE, Answer.IGNORE, Answer.BLOCK), expires=timedelta(days=3), then=Answer.LEAVE
    )
    (notice,) = by_id["shop-location"].actions
    assert isinstance(notice, Notice)
    assert [button.verb for button in notice.buttons] == ["like", "comment", "mute_author", "open"]
    assert len(notice.buttons[1].others) == 2


def test_its_tests_are_kept() -> None:
    assert len(read("rules.yaml", TEXT).test_nodes) == 4


def test_a_broken_copy_says_what_would_be_right() -> None:
    text = TEXT
    for old, new in BREAKS:
        assert text.count(old) == 1
        text = text.replace(old, new)
    problems = read("bad.yaml", text).problems
    first = text.splitlines().index("    limits: 20 per 1d") + 1
    assert [problem.render().split(": error: ")[1].splitlines() for problem in problems] == [
        [
            (
                "'any_word' does not work on requester.posts (number); "
                "it takes between, eq, exists, gt, gte, lt, lte, ne [E105]"
            ),
            "    requester.posts: { any_word: [a] }",
            "                       ^",
        ],
        [
            (
                "media.type has no value; a '#' after a space or a bracket starts a YAML comment, "
                "so write the tag without '#' or in quotes [E109]"
            ),
            "      media.type: #image",
            "                 ^",
        ],
        [
            "unknown field 'likes_count'; did you mean 'likes.count'? [E104]",
            "      likes_count: { between: [3, 400] }",
            "      ^",
        ],
        ["unknown key 'limits' in a rule; did you mean 'limit'? [E103]", "    limits: 20 per 1d", "    ^"],
        [f"key 'limits' appears twice (first at line {first}) [E101]", "    limits: 20 per 1d", "    ^"],
    ]
