from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from rules.actions import Remark

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.events import NewMedia
    from domain.facts import Facts
    from rules.ruleset import RuleSet

RULE = "rules: [{id: one, mode: ask, trigger: {new_media: {tags: [sunset]}}, when: always, do: [comment: a]}]\n"


def file(template: str, more: str = "") -> str:
    return f"templates:\n  a: {template}\n{more}{RULE}"


@pytest.mark.parametrize(
    ("template", "count", "avoid"),
    [
        ("Lovely {view|light}", 1, None),
        ("{text: Lovely}", 1, None),
        ("{text: Lovely, avoid_repeat: 30d}", 1, timedelta(days=30)),
        ("{variants: [Lovely, Calm, 'So {calm|still}'], x-note: by Ana}", 3, None),
    ],
)
def test_reads_a_template(
    template: str, count: int, avoid: timedelta | None, ruleset: Callable[[str], RuleSet]
) -> None:
    (remark,) = ruleset(file(template)).rules[0].actions
    assert isinstance(remark, Remark)
    assert len(remark.variants) == count
    assert remark.avoid_repeat == avoid


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("''", "template 'a' is an empty text"),
        ("", "template 'a' has no value"),
        ("{}", "template 'a' has either a text or variants"),
        ("{text: a, variants: [b]}", "template 'a' has either a text or variants"),
        ("{variants: []}", "template 'a' variants is an empty list"),
        ("{variants: [a, {b: c}]}", "template 'a' takes one value, not a map"),
        ("{variants: [a], avoid_repeat: often}", "avoid_repeat takes a duration"),
        ("{varants: [a]}", "unknown key 'varants' in a template; did you mean 'variants'?"),
        ("{variants: [fine, '{{ author.bio }}']}", "a comment may only repeat author.username"),
        (
            "{variants: [fine, '{{ author.usrname }}']}",
            "unknown field 'author.usrname'; did you mean 'author.username'",
        ),
        ("{variants: [fine, LOUD, '#a #b #c #d #e']}", "this comment can be all in capitals"),
        ("{variants: [fine, LOUD, '#a #b #c #d #e']}", "this comment has up to 5 hashtags; 4 are allowed"),
    ],
)
def test_says_what_a_template_takes(template: str, message: str, messages: Callable[[str], list[str]]) -> None:
    said = messages(f"version: 1\n{file(template)}")
    assert any(message in one for one in said), said


def test_a_template_is_checked_though_nobody_uses_it(messages: Callable[[str], list[str]]) -> None:
    (said,) = messages("version: 1\n" + file("Lovely", "  b: {variants: [LOUD]}\n"))
    assert said.startswith("bad.yaml:4:18: error: this comment can be all in capitals")


def test_a_template_that_nobody_uses_is_a_warning(messages: Callable[[str], list[str]]) -> None:
    said = messages("version: 1\n" + file("Lovely", "  b: Calm\n"))
    assert said == ["bad.yaml:4:3: warning: template 'b' is used nowhere; use it or remove it [W206]"]


def test_the_tag_in_a_comment_is_the_one_that_brought_the_photo(
    ruleset: Callable[[str], RuleSet], photo: Callable[..., NewMedia], facts: Callable[..., Facts], now: datetime
) -> None:
    rules = ruleset(file("'Lovely #{{ tag }}'"))
    event = photo(sources=("tag:sunset", "tag:lake", "location:7"))
    assert rules.judge(event, facts(), now).plan.actions[0].text == "Lovely #lake"
    assert rules.judge(photo(sources=("tag:sunset",)), facts(), now).plan.actions[0].text == "Lovely #sunset"
