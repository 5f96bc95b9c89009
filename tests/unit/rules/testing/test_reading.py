from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind, LimitClass, Mode, Reason
from rules.loading import SourceText, load
from rules.testing.reading import read_cases

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.testing.case import Case


WHOLE = """
    name: everything a test can say
    given:
      now: 2026-06-01T18:00:00+02:00
      limits: { like: 15 }
      new_media: { caption.text: sunset }
    expect: { suns: { like: ask } }
    expect_suppressed: { suns: limit }
    expect_text: { suns: [Lovely, Nice] }
    never: [comment, block]
"""


def test_reads_what_is_expected(read_case: Callable[..., tuple[Case | None, list[str]]]) -> None:
    case, problems = read_case(WHOLE, within="suns")
    assert problems == []
    assert case is not None
    assert case.given is not None
    assert (case.name, case.rule, case.given.used) == ("everything a test can say", "suns", {LimitClass.LIKE: 15})
    assert case.expected.done == {"suns": {ActionKind.LIKE: Mode.ASK}}
    assert case.expected.suppressed == {"suns": Reason.LIMIT}
    assert case.expected.texts == {"suns": ("Lovely", "Nice")}
    assert case.expected.never == {ActionKind.COMMENT, ActionKind.BLOCK}


def test_recorded_events_may_be_given_instead(read_case: Callable[..., tuple[Case | None, list[str]]]) -> None:
    case, problems = read_case("name: recorded\nall_of_examples: fixtures/*.json\nnever: [block]")
    assert problems == []
    assert case is not None
    assert (case.given, case.examples, case.expected.done) == (None, "fixtures/*.json", None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: x\ngiven: {new_media: }", "a test expects something: expect, "),
        ("name: x\nexpect: {}", "a test has either given or all_of_examples"),
        ("given: {new_media: }\nexpect: {}", "a test needs the key 'name'"),
        ("name: x\ngiven: {now: 2026-06-01T18:00:00Z}\nexpect: {}", "a test is about exactly one of new_media"),
        ("name: x\ngiven: {new_media: , wen: 3}\nexpect: {}", "unknown key 'wen' in given"),
        ("name: x\ngiven: {new_media: }\nexpect: {sun: {}}", "there is no rule 'sun'; did you mean 'suns'?"),
        ("name: x\ngiven: {new_media: }\nexpect: {suns: {lik: ask}}", "an action cannot be 'lik'"),
        ("name: x\ngiven: {new_media: }\nexpect: {suns: {like: yes}}", "like cannot be 'yes'"),
        ("name: x\ngiven: {new_media: }\nexpect_suppressed: {suns: full}", "expect_suppressed cannot be 'full'"),
    ],
)
def test_says_what_is_wrong(read_case: Callable[..., tuple[Case | None, list[str]]], text: str, message: str) -> None:
    _, problems = read_case(text)
    assert [problem[: len(message)] for problem in problems] == [message]


def test_reads_all_tests_of_a_file_and_says_what_is_wrong_with_others() -> None:
    text = """
version: 1
rules:
  - id: suns
    trigger: { new_media: { tags: [sunset] } }
    when: always
    do: [like]
    tests:
      - { name: within, given: { new_media: }, never: [like] }
tests:
  - { name: beside, given: { new_media: }, never: [like] }
  - { name: broken, given: { new_media: }, nver: [like] }
"""
    loaded = load([SourceText(name="rules.yaml", text=text)])
    assert loaded.ruleset is not None
    cases, problems = read_cases(loaded.test_nodes, loaded.ruleset, {"rules.yaml": text})
    assert {(case.name, case.rule) for case in cases} == {("within", "suns"), ("beside", None)}
    assert [(problem.line, problem.code) for problem in problems] == [(12, "E102"), (12, "E103")]
