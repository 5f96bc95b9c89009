from __future__ import annotations

import pytest

from rules.loading import SourceText, load


def rules(*pairs: tuple[str, str]) -> str:
    """A file with a rule for each pair of what is asked and what is done."""
    lines = [
        f"  - {{id: r{number}, trigger: {{new_media: {{tags: [sunset]}}}}, when: {{{when}}}, do: [{do}]}}"
        for number, (when, do) in enumerate(pairs)
    ]
    return "\n".join(["version: 1", "rules:", *lines])


def found(text: str) -> list[tuple[str, int]]:
    problems = load([SourceText(name="rules.yaml", text=text)]).problems
    return [(problem.code, problem.line) for problem in problems]


def test_what_is_written_alike_is_one_thing() -> None:
    text = rules(
        ("likes.count: {gte: 5}", "like"), ("likes.count: { gte: '5' }", "like"), ("likes.count: 5", "like: {}")
    )
    ruleset = load([SourceText(name="rules.yaml", text=text)]).ruleset
    assert ruleset is not None
    first, second, third = ruleset.rules
    assert first.trigger is second.trigger is third.trigger
    assert first.when is second.when
    assert first.when != third.when
    assert first.actions[0] is second.actions[0]


@pytest.mark.parametrize(
    ("when", "do", "code"),
    [
        pytest.param("likes.count: {gte: many}", "like", "E108", id="a mistake in a question"),
        pytest.param(r"caption.text: {regex: '\bsee\b'}", "like", "W210", id="a doubt about a question"),
        pytest.param("tags: sunset", "mark: {labels: a}", "E103", id="a mistake in an action"),
        pytest.param("tags: $gone", "like", "E106", id="a list that does not exist"),
    ],
)
def test_what_is_wrong_is_told_wherever_it_stands(when: str, do: str, code: str) -> None:
    assert {(one, line) for one, line in found(rules((when, do), (when, do))) if one == code} == {
        (code, 3),
        (code, 4),
    }


def test_a_wrong_trigger_is_told_wherever_it_stands() -> None:
    text = rules(("tags: a", "like"), ("tags: a", "like")).replace("[sunset]", "[two words]")
    assert found(text) == [("E108", 3), ("E108", 4)]


def test_what_is_wrong_by_name_is_told_of_a_copy_too() -> None:
    pairs = [("likes.count: &wrong {gte: many}", "like"), ("likes.count: *wrong", "like")]
    assert found(rules(*pairs, ("likes.count: {gte: many}", "like"))) == [("E108", 3), ("E108", 5)]


def test_an_action_with_nothing_behind_its_colon_is_not_the_one_without() -> None:
    assert found(rules(("tags: a", "like"), ("tags: a", "{like: }"))) == [("E109", 4)]


def test_the_same_words_mean_another_thing_for_another_trigger() -> None:
    requests = "\n  - {id: other, trigger: follow_request, when: always, do: [like]}"
    assert found(rules(("tags: a", "like")) + requests) == [("E111", 4)]
