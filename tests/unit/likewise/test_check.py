from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from likewise.check import check

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """version: 1
rules:
  - id: sunsets
    mode: ask
    trigger: { new_media: { tags: [sunset] } }
    when: { caption.text: { any_word: [sunset] } }
    do: [like]
"""
BROKEN = GOOD.replace("caption.text", "caption.txt").replace("mode: ask", "mode: full")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def test_good_rules_are_counted(good: Path) -> None:
    assert check([good], as_json=False, colour=False) == (f"{good}: 1 rule, no mistakes", 0)


def test_every_mistake_is_shown_with_its_line_and_a_caret(broken: Path) -> None:
    text, code = check([broken], as_json=False, colour=False)
    lines = text.splitlines()
    assert code == 1
    assert lines[0].startswith(f"{broken}:4:11: error: ")
    assert lines[1:3] == ["    mode: full", "          ^"]
    assert lines[3].startswith(f"{broken}:6:13: error: unknown field 'caption.txt'")
    assert lines[-1] == f"{broken}: 2 errors; nothing of it would run"


def test_a_warning_alone_lets_the_rules_run(good: Path) -> None:
    good.write_text(GOOD + "lists:\n  unused: [a]\n", encoding="utf-8")
    text, code = check([good], as_json=False, colour=False)
    assert code == 0
    assert text.endswith("1 rule, 1 warning")


def test_colours_change_nothing_but_the_colours(broken: Path) -> None:
    plain, _ = check([broken], as_json=False, colour=False)
    coloured, _ = check([broken], as_json=False, colour=True)
    assert "\x1b[31" in coloured
    assert re.sub(r"\x1b\[[0-9;]+m", "", coloured) == plain


def test_programs_get_json(good: Path, broken: Path) -> None:
    text, code = check([broken], as_json=True, colour=True)
    told = json.loads(text)
    assert (told["ok"], code) == (False, 1)
    assert told["problems"][1] == {
        "file": str(broken),
        "line": 6,
        "column": 13,
        "severity": "error",
        "code": "E104",
        "slug": "unknown-field",
        "message": told["problems"][1]["message"],
    }
    text, code = check([good], as_json=True, colour=False)
    assert (json.loads(text), code) == (
        {"ok": True, "rules": 1, "tests": {"run": 0, "failed": 0}, "problems": []},
        0,
    )


@pytest.mark.parametrize(
    ("likes", "code", "end"),
    [(100, 0, "1 rule, 1 test passed, no mistakes"), (99, 1, "1 error; nothing of it would run")],
)
def test_the_tests_of_the_files_are_run(good: Path, likes: int, code: int, end: str) -> None:
    tests = (
        f"tests:\n  - name: many like it\n    given: {{ new_media: {{ via.tag: sunset, likes.count: {likes} }} }}\n"
    )
    expected = "    expect: { sunsets: { like: ask } }\n"
    rules = GOOD.replace("caption.text: { any_word: [sunset] }", "likes.count: { between: [100, 200] }")
    rules = rules.replace("    do:", "    recheck: { after: [1h] }\n    do:")
    good.write_text(rules + tests + expected, encoding="utf-8")
    text, found = check([good], as_json=False, colour=False)
    assert (found, text.splitlines()[-1]) == (code, f"{good}: {end}")
    assert ("the test 'many like it' fails: sunsets should like (ask); it would not like" in text) == bool(code)


def test_several_files_are_one_set(good: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.yaml"
    again.write_text(GOOD, encoding="utf-8")
    text, code = check([good, again], as_json=False, colour=False)
    assert code == 1
    assert "sunsets" in text


def test_a_missing_file_is_a_wrong_command(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no rules file"):
        check([tmp_path / "none.yaml"], as_json=False, colour=False)
