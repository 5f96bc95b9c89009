from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from likewise.trying import run

if TYPE_CHECKING:
    from pathlib import Path

RULES = """version: 1
rules:
  - id: suns
    mode: ask
    trigger: { new_media: { tags: [sunset] } }
    when: { caption.text: { any_word: [sunset] } }
    do: [like]
  - { id: people, trigger: follow_request, when: always, do: [approve] }
"""
TESTS = """tests:
  - { name: a sunset, given: { new_media: { via.tag: sunset, caption.text: sunset } },
      expect: { suns: { like: ask } } }
  - { name: no word of it, given: { new_media: { via.tag: sunset } }, expect: {} }
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES + TESTS, encoding="utf-8")
    return path


def tried(path: Path, word: str = "") -> tuple[list[str], int]:
    text, code = run([path], word=word, as_json=False, colour=False)
    return text.splitlines(), code


def test_each_test_gets_a_line_and_what_is_left_open_is_told(path: Path) -> None:
    assert tried(path) == (
        [
            f"✓ a sunset       {path}:10",
            f"✓ no word of it  {path}:12",
            "2 tests passed",
            "never seen to match: people",
            "never seen not to match: people",
        ],
        0,
    )


def test_differences_stand_under_the_test_that_fails(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("expect: {} }", "expect: { suns: { like: auto } } }"))
    lines, code = tried(path)
    assert lines[1:4] == [
        f"✗ no word of it  {path}:12",
        "    suns should like (auto); it would not like; caption.text any_word: 'sunset' not in no text",
        "1 of 2 tests failed",
    ]
    assert code == 1


def test_some_can_be_chosen_and_then_nothing_is_said_of_coverage(path: Path) -> None:
    assert tried(path, "WORD") == ([f"✓ no word of it  {path}:12", "1 test passed"], 0)
    with pytest.raises(ConfigError, match="no test, and no rule with tests in it, has 'storm' in its name"):
        tried(path, "storm")


def test_without_tests_it_says_how_to_write_some(path: Path) -> None:
    path.write_text(RULES, encoding="utf-8")
    lines, code = tried(path)
    assert (lines[0], code) == ("there are no tests; write some under 'tests:'", 0)


def test_broken_rules_are_not_tested(path: Path) -> None:
    path.write_text(RULES.replace("mode: ask", "mode: full") + TESTS, encoding="utf-8")
    lines, code = tried(path)
    assert "error: mode cannot be 'full'" in lines[0]
    assert (lines[-1], code) == ("the rules have mistakes, so no test was run", 1)
    text, code = run([path], word="", as_json=True, colour=False)
    assert (json.loads(text)["problems"][0]["code"], code) == ("E108", 1)


def test_a_name_cannot_steer_the_terminal(path: Path) -> None:
    path.write_text(RULES + TESTS.replace("a sunset,", r'"a \e[31m",'), encoding="utf-8")
    lines, _ = tried(path)
    assert lines[0].startswith(r"✓ a \x1b[31m")


def test_programs_get_json(path: Path) -> None:
    text, code = run([path], word="", as_json=True, colour=True)
    told = json.loads(text)
    assert (told["ok"], code, told["problems"]) == (True, 0, [])
    assert told["tests"][0] == {
        "name": "a sunset",
        "rule": None,
        "example": None,
        "file": str(path),
        "line": 10,
        "passed": True,
        "differences": [],
    }
    assert told["rules_without_a_matching_test"] == ["people"]
    assert told["rules_without_a_test_that_does_not_match"] == ["people"]


def test_signs_are_coloured_where_colours_are_wanted(path: Path) -> None:
    text, _ = run([path], word="", as_json=False, colour=True)
    assert "\x1b[32m✓\x1b[0m a sunset" in text
