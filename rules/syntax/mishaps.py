"""The usual slips in YAML, explained in the words of somebody who writes rules and not YAML."""

from __future__ import annotations

import re

from rules.problems import Flaw
from rules.syntax.nodes import Mark

_SPECIAL = "@`%*&!|>"
_SWALLOWING = r"[\[{,:-]\s*#[^\s#]"
"""A `#` where a value should begin."""
_COMMENT = r"\s#[^\s#]"
"""A `#` that may have been meant as a hashtag, when its own line is in disorder."""
_SWALLOWED = "a '#' after a space or a bracket starts a YAML comment, so write the tag without '#' or in quotes"
_PLACEHOLDER = "a text that begins with '{' needs quotes"


def explain(file: str, text: str, place: tuple[int, int], problem: str) -> Flaw:
    """The flaw behind what the YAML parser said. `place` is its line and column, counted from 0."""
    lines = text.splitlines() or [""]
    row = min(place[0], len(lines) - 1)
    column = place[1] if row == place[0] else len(lines[row])
    mark = Mark(file=file, line=row + 1, column=column + 1)
    return Flaw("E001", mark, _meaning(lines, row, column, problem))


def _meaning(lines: list[str], row: int, column: int, problem: str) -> str:
    line = lines[row]
    if line[column : column + 1] in tuple(_SPECIAL):
        word = (re.split(r"[ \[{,]", line[:column])[-1] + re.split(r"[ \]},]", line[column:])[0]).strip("'")
        return f"{word!r} has a sign that means something else in YAML; put it in quotes: '{word}'"
    swallowed = next((n for n in range(row, -1, -1) if _comment_in(lines[n], own=n == row)), None)
    if swallowed is not None:
        return f"this is not valid YAML ({problem}); in line {swallowed + 1}, {_SWALLOWED}"
    if "mapping values are not allowed" in problem:
        return "there is one ':' too many, or the line is indented wrongly; put a text that contains ': ' in quotes"
    if "{{" in line:
        return f"this is not valid YAML ({problem}); {_PLACEHOLDER}"
    return f"this is not valid YAML: {problem}; look at the indentation, the brackets and the quotes up to here"


def _comment_in(line: str, *, own: bool) -> bool:
    if line.lstrip().startswith("#"):
        return False
    return re.search(_SWALLOWING, line) is not None or (own and re.search(_COMMENT, line) is not None)


def no_value(name: str, mark: Mark) -> Flaw:
    """For a key or a dash with nothing after it."""
    return Flaw("E109", mark, f"{name} has no value; {_SWALLOWED}")


def key_needed(mark: Mark) -> Flaw:
    """For a map or a list in the place of a key, as `text: {{ author.username }}` makes it."""
    return Flaw("E001", mark, f"a key must be a word; {_PLACEHOLDER}")
