from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest

from rules.folding import Text
from rules.loading import SourceText, load
from rules.values.regexes import Regex

ROOT = Path(__file__).parents[3]
LONGEST = 1.0
"""Seconds of processor time for one pattern and all captions; one that backtracks would take hours."""

CAPTIONS = (
    "#" + "a" * 2_200,
    "#" + "a1 " * 700 + "!",
    ("ab" * 1_099) + "c",
    "x" * 1_000 + "@" + "y" * 1_000 + ".",
    "((((" * 500 + "))))",
    "фото" * 500 + "!",
    "\U0001f305" * 1_000,
    "http://" * 300,
    " " * 2_000 + "a",
)
"""What makes a backtracking engine try everything: long runs that nearly match."""

PIECES = (
    "a",
    "b",
    ".",
    r"\w",
    r"\d",
    r"\s",
    "[a-z0-9]",
    "[^#]",
    r"\p{L}",
    "(a|b)",
    "(a|aa)",
    "(x+x+)",
    "(.*)",
    "#",
    "y",
)
TIMES = ("", "", "*", "+", "?", "{1,9}", "+?")


def shipped() -> list[str]:
    """Every pattern that stands in a file which we ship."""
    files = [ROOT / "rules.example.yaml", *ROOT.glob("examples/*.yaml"), *ROOT.glob("likewise/starters/*.yaml")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return re.findall(r"regex: '([^']+)'", text)


def composed(chance: random.Random) -> str:
    """A pattern that no sane person writes: nested repetitions of what overlaps."""
    parts = [chance.choice(PIECES) + chance.choice(TIMES) for _ in range(chance.randint(2, 6))]
    inner = "".join(parts)
    return f"^({inner})+$" if chance.random() < 0.5 else inner


def patterns() -> list[str]:
    chance = random.Random(20260601)  # noqa: S311 - the same patterns every time
    return [*shipped(), r"^#(\w+\s?)+$", "(a*)*$", "(a|a)*$", *(composed(chance) for _ in range(200))]


def test_files_ship_patterns() -> None:
    assert shipped()


@pytest.mark.parametrize("exact", [True, False])
def test_no_caption_keeps_a_pattern_busy(*, exact: bool) -> None:
    for pattern in patterns():
        check = Regex(pattern=pattern, wanted=True, exact=exact)
        began = time.process_time()
        for caption in CAPTIONS:
            check.hit(Text(caption))
        assert time.process_time() - began < LONGEST, pattern


def test_a_pattern_that_could_grow_too_large_is_refused() -> None:
    text = """
version: 1
rules:
  - id: x
    trigger: { new_media: { tags: [a] } }
    when: { caption.text: { regex: '((a{1,100}){1,100}){1,100}' } }
    do: [like]
"""
    loaded = load([SourceText(name="rules.yaml", text=text)])
    assert loaded.ruleset is None
    assert [problem.line for problem in loaded.problems] == [6]
