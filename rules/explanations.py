"""What the codes of the messages mean, at length."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rules.problems import CODES, Report
from rules.syntax.composing import compose
from rules.syntax.forms import as_table
from rules.syntax.scalars import text

if TYPE_CHECKING:
    from rules.syntax.nodes import Node

_FILE = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """What one code means."""

    code: str
    slug: str
    means: str
    wrong: str
    """A part of a rules file that gets the code."""
    right: str
    """The same, mended."""


def explanation(word: str) -> Explanation | None:
    """What is said at length about a code, such as `E104`, or its name, such as `unknown-field`."""
    wanted = word.strip().casefold()
    code = next((code for code, slug in CODES.items() if wanted in {code.casefold(), slug}), None)
    return None if code is None else _told(code)


def _told(code: str) -> Explanation:
    content = _FILE.read_text(encoding="utf-8")
    report = Report({_FILE.name: content})
    whole = _entries(compose(_FILE.name, content, report), report)
    said = {key: text(node, key) for key, node in _entries(whole[code], report).items()}
    return Explanation(code=code, slug=CODES[code], means=said["means"], wrong=said["wrong"], right=said["right"])


def _entries(node: Node | None, report: Report) -> dict[str, Node]:
    if node is None:
        raise ValueError(f"the explanations cannot be read: {report.problems()}")
    return {entry.key.text: entry.value for entry in as_table(node, "the explanations").entries}
