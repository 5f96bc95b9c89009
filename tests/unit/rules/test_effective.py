from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rules.conditions import Always, Condition, Group
from rules.effective import Effective, effective
from rules.loading import SourceText, load
from rules.versions import version

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[2] / "rules.example.yaml"
RULES = """version: 1
timezone: Europe/Berlin
defaults: { mode: ask, max_age: 2h, recheck: { after: [1h] }, veto_window: 10m }
schedules: { daytime: { from: 08:00, to: 22:30 }, night: { from: 22:30, to: 08:00 } }
lists:
  never_touch: []
  sunset_words: [sunset, $more_words]
  more_words: [sundown]
conditions:
  calm: { caption.text: { no_word: [rip] } }
  calmer: { use: calm, media.type: image }
templates: { hello: { variants: ["Nice!", "Lovely!"] }, other: "Wow" }
groups:
  - { id: garden, title: Mine, priority: 10, mode: ask, active: daytime, limit: 3 per 1d }
rules:
  - id: sunsets
    group: garden
    mode: auto
    limit: 5 per 1d
    trigger: { new_media: { tags: $sunset_words } }
    when:
      use: calmer
      caption.text: { any_word: [dusk, $sunset_words] }
      author: { none_of: $never_touch }
    do: [{ comment: { text: Nice } }]
    tests: [{ name: a, given: { new_media: }, expect: {} }]
    x-note: mine
  - id: quiet
    trigger: follow_request
    when: { any: [{ use: [real] }, requester.username: ana] }
    do: [approve]
  - { id: bare, trigger: { new_media: { tags: [a] } }, when: { use: calm, tags: [b] }, do: [like] }
"""
RULES = RULES.replace("conditions:\n", "conditions:\n  real: { requester.posts: { gte: 3 } }\n")


def told(name: str, rules: str = RULES, overlay: dict[str, tuple[str, ...]] | None = None) -> Effective:
    texts = [SourceText(name="rules.yaml", text=rules)]
    loaded = load(texts, overlay)
    assert loaded.ruleset is not None, loaded.problems
    return effective(texts, loaded.ruleset, name)


def questions(condition: Condition) -> set[str]:
    if isinstance(condition, Group):
        return {one for part in condition.parts for one in questions(part)}
    return set() if isinstance(condition, Always) else {version(condition)}


def test_group_defaults_lists_and_shared_conditions_are_written_out_with_their_origin() -> None:
    assert told("sunsets").text.splitlines() == [
        "version: 1",
        "timezone: Europe/Berlin",
        "schedules: { daytime: { from: 08:00, to: 22:30 } }",
        "groups:",
        "  - { id: garden, priority: 10 }",
        "rules:",
        "  - id: sunsets",
        "    group: garden",
        "    mode: ask  # group garden",
        "    limit: 5 per 1d",
        "    active: daytime  # group garden",
        "    max_age: 2h  # defaults",
        "    recheck: { after: [1h] }  # defaults",
        "    trigger:",
        "      new_media:",
        "        tags: [sunset, sundown]  # sunset_words",
        "    when:",
        "      all:",
        "        # calmer",
        "        - caption.text: { no_word: [rip] }  # calm",
        "          media.type: image",
        "      caption.text:",
        "        any_word: [dusk, sunset, sundown]  # sunset_words",
        "      author: { none_of: [$never_touch] }",
        "    do:",
        "      - comment: { text: Nice }",
        "lists: { never_touch: [] }",
    ]


def test_a_shared_condition_stands_beside_the_others_where_nothing_collides() -> None:
    text = told("bare").text
    assert "      caption.text: { no_word: [rip] }  # calm\n      tags: [b]\n" in text
    assert "mode: ask  # defaults" in text


def test_a_mode_that_nobody_says_is_told_as_that() -> None:
    text = told("bare", RULES.replace("mode: ask, max_age", "max_age")).text
    assert "mode: watch  # nobody says otherwise" in text


def test_what_the_chat_put_on_a_list_is_there() -> None:
    text = told("sunsets", overlay={"never_touch": ("id:5",), "more_words": ("dusk",)}).text
    assert 'none_of: ["id:5"]  # never_touch' in text
    assert "tags: [sunset, sundown, dusk]" in text
    assert "lists:" not in text


def test_a_list_that_people_are_put_on_goes_with_the_rule_and_so_does_a_template() -> None:
    rules = RULES.replace("do: [approve]", "do: [ignore, { remember: { list: more_words } }]")
    assert "lists: { more_words: [sundown] }" in told("quiet", rules).text
    rules = RULES.replace("text: Nice", "template: hello")
    assert 'templates: { hello: { variants: ["Nice!", "Lovely!"] } }' in told("sunsets", rules).text


def test_where_it_stands_is_known() -> None:
    assert told("quiet").mark[:2] == ("rules.yaml", 29)


def test_there_is_no_other() -> None:
    with pytest.raises(KeyError):
        told("sunset")


@pytest.mark.parametrize(
    "path", [EXAMPLE, HERE / "specification.yaml", HERE / "schema" / "whole.yaml"], ids=lambda path: path.stem
)
def test_it_is_a_file_of_its_own_that_says_the_same(path: Path) -> None:
    texts = [SourceText(name="rules.yaml", text=path.read_text(encoding="utf-8"))]
    ruleset = load(texts).ruleset
    assert ruleset is not None
    for rule in ruleset.rules:
        alone = load([SourceText(name="alone.yaml", text=effective(texts, ruleset, rule.ref.id).text)])
        assert alone.ruleset is not None, alone.problems
        (again,) = alone.ruleset.rules
        assert questions(again.when) == questions(rule.when)
        assert version(replace(again, when=Always())) == version(replace(rule, when=Always(), ref=again.ref))
