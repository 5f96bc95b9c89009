from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind, LimitClass, Mode, PlannedAction, Reason
from rules.loading import SourceText, load
from rules.testing.running import coverage, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.terms import Terms
    from rules.ruleset import RuleSet
    from rules.testing.case import Case, Situation
    from rules.testing.running import Result

RULES = """
    version: 1
    rules:
      - id: suns
        mode: ask
        trigger: { new_media: { tags: [sunset] } }
        when: { caption.text: { any_word: [sunset] } }
        do: [like, { notify: { text: "A sunset of {{ author.username }}" } }]
      - id: people
        trigger: follow_request
        when: { requester.posts: { gte: 3 } }
        do: [approve]
"""
SUNSET = "new_media: { via: { tag: sunset }, caption.text: a sunset, author: ana }"


def ruleset(rules: str = RULES) -> RuleSet:
    loaded = load([SourceText(name="rules.yaml", text=dedent(rules))])
    assert loaded.ruleset is not None
    return loaded.ruleset


def full(action: PlannedAction, terms: Terms, situation: Situation) -> Mode | Reason:
    """Likes are limited to as many as the test says are used up."""
    used = situation.used.get(LimitClass.LIKE, 0)
    return Reason.LIMIT if action.kind is ActionKind.LIKE and used >= 15 else terms.mode


@pytest.fixture
def result(read_case: Callable[..., tuple[Case | None, list[str]]]) -> Callable[..., Result]:
    def of(text: str, rules: str = RULES) -> Result:
        case, problems = read_case(f"name: a test\n{text}", rules=("suns", "people", "bold", "shy"))
        assert problems == []
        assert case is not None
        assert case.given is not None
        return run(case, case.given, ruleset(rules), full)

    return of


@pytest.mark.parametrize(
    "expected",
    [
        "expect: { suns: { like: ask, notify: ask } }",
        "never: [comment]",
        "expect_text: { suns: [A sunset of ana] }",
    ],
)
def test_a_test_that_holds_passes(result: Callable[..., Result], expected: str) -> None:
    assert result(f"given: {{ {SUNSET} }}\n{expected}").differences == ()


@pytest.mark.parametrize(
    ("expected", "difference"),
    [
        ("expect: {}", "suns should not like; it would like (ask)"),
        ("expect: { suns: { like: auto, notify: ask } }", "suns should like (auto); it would like (ask)"),
        (
            "expect: { suns: { like: ask, notify: ask, comment: ask } }",
            "suns should comment (ask); it would not",
        ),
        ("never: [like]", "suns would like, which should never be"),
        ("expect_suppressed: { suns: limit }", "suns should be suppressed for limit, and was not at all"),
        ("expect_text: { suns: [Hello] }", "suns says 'A sunset of ana', which is none of the expected"),
        ("expect_text: { people: [Hello] }", "people should say something, and says nothing"),
    ],
)
def test_a_test_that_does_not_hold_says_why(result: Callable[..., Result], expected: str, difference: str) -> None:
    found = result(f"given: {{ {SUNSET} }}\n{expected}").differences
    assert any(told.startswith(difference) for told in found)


@pytest.mark.parametrize(
    ("given", "expected", "why"),
    [
        pytest.param(
            "new_media: { caption.text: a sunset }",
            "expect: { suns: { like: ask, notify: ask } }",
            "it would not like; nothing wakes it here: look at its trigger, at enabled and at what the test gives"
            " under via",
            id="not woken",
        ),
        pytest.param(
            "new_media: { via: { tag: sunset }, caption.text: a dawn }",
            "expect: { suns: { like: ask, notify: ask } }",
            "it would not like; caption.text any_word: 'sunset' not in 'a dawn'",
            id="not matched",
        ),
        pytest.param(
            f"{SUNSET}, limits: {{ like: 15 }}",
            "expect: { suns: { like: ask, notify: ask } }",
            "it would not like; held back: limit",
            id="suppressed",
        ),
        pytest.param(
            "follow_request: { requester: { posts: 2 } }",
            "expect_suppressed: { people: limit }",
            "and was not at all; requester.posts gte: 2 not ≥ 3",
            id="nothing to suppress",
        ),
        pytest.param(
            SUNSET,
            "expect: { suns: { like: ask, notify: ask, comment: ask } }",
            "it would not comment",
            id="never wanted",
        ),
    ],
)
def test_what_is_missing_is_told_with_its_reason(
    result: Callable[..., Result], given: str, expected: str, why: str
) -> None:
    assert result(f"given: {{ {given} }}\n{expected}").differences[0].endswith(why)


def test_what_the_guard_holds_back_is_not_done(result: Callable[..., Result]) -> None:
    text = f"given: {{ {SUNSET}, limits: {{ like: 15 }} }}\nexpect: {{ suns: {{ notify: ask }} }}"
    assert result(f"{text}\nexpect_suppressed: {{ suns: limit }}").differences == ()


def test_tells_which_rules_no_test_covers(result: Callable[..., Result]) -> None:
    hit = result(f"given: {{ {SUNSET} }}\nnever: [block]")
    miss = result("given: { new_media: { via: { tag: sunset } } }\nexpect: {}")
    assert (hit.matched, hit.unmatched) == (frozenset({"suns"}), frozenset())
    assert (miss.matched, miss.unmatched) == (frozenset(), frozenset({"suns"}))
    told = coverage([hit], ruleset())
    assert (told.never_matched, told.never_unmatched) == (("people",), ("suns", "people"))
    assert coverage([hit, miss], ruleset()).never_unmatched == ("people",)


TWICE = RULES.replace(
    "      - id: people",
    """
      - { id: bold, mode: auto, trigger: { new_media: { tags: [sunset] } }, when: { tags: [sunset] }, do: [like] }
      - { id: shy, trigger: { new_media: { tags: [sunset] } }, when: { tags: [sunset] }, do: [like] }
      - id: people""",
)


def test_what_several_rules_want_is_told_of_each_on_its_own_terms(result: Callable[..., Result]) -> None:
    expected = "suns: { like: ask, notify: ask }, bold: { like: auto }, shy: { like: watch }"
    assert result(f"given: {{ {SUNSET} }}\nexpect: {{ {expected} }}", TWICE).differences == ()


def test_a_rule_that_another_cuts_matches_all_the_same(result: Callable[..., Result]) -> None:
    rules = TWICE.replace("- id: suns\n", "- id: suns\n        priority: 1\n        stop: all\n")
    found = result(f"given: {{ {SUNSET} }}\nexpect: {{ suns: {{ like: ask, notify: ask }} }}", rules)
    assert found.differences == ()
    assert found.matched == {"suns", "bold", "shy"}
