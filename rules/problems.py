"""What is wrong with a rules file, said so that its owner can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rules.syntax.nodes import Mark

T = TypeVar("T")

CODES: Mapping[str, str] = {
    "E001": "yaml-syntax",
    "E002": "tab",
    "E003": "yaml-tag",
    "E004": "too-large",
    "E005": "too-deep",
    "E006": "too-many-nodes",
    "E007": "unknown-alias",
    "E101": "duplicate-key",
    "E102": "missing-key",
    "E103": "unknown-key",
    "E104": "unknown-field",
    "E105": "unknown-operator",
    "E106": "unknown-name",
    "E107": "duplicate-name",
    "E108": "wrong-value",
    "E109": "no-value",
    "E110": "empty-list",
    "E111": "wrong-trigger",
    "E112": "circular",
    "E113": "wrong-shape",
    "E114": "missing-when",
    "E115": "too-many-conditions",
    "E201": "unknown-action",
    "E202": "opposite-actions",
    "E203": "comment-rules",
    "E204": "comment-to-strangers",
    "E205": "template",
    "E206": "regex",
    "E207": "not-allowed",
    "E208": "follow-then-unfollow",
    "E209": "block-by-itself",
    "E210": "veto-without-auto",
    "E301": "test-fails",
    "E302": "recorded-events",
    "W201": "growing-number",
    "W202": "never-acts",
    "W203": "tied-decisions",
    "W204": "strangers-by-itself",
    "W205": "few-wordings",
    "W206": "unused",
    "W207": "username",
    "W208": "catch-all",
    "W209": "too-many-looks",
    "W210": "regex-pitfall",
    "W211": "never-meets",
    "W212": "words-without-spaces",
    "W213": "missing-scope",
    "W214": "opposite-rules",
}
"""A code never changes its meaning; a new mistake gets a new one."""

_SNIPPET = 120


class Severity(StrEnum):
    """Whether the rules can be used all the same."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One mistake, where it stands, and what would be right."""

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    snippet: str
    """The line as written, with whatever could upset a terminal replaced."""

    @property
    def slug(self) -> str:
        """The code in words, such as `unknown-field`."""
        return CODES[self.code]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message} [{self.code}]"

    def render(self) -> str:
        """The message, the line it is about and a caret under the place."""
        if not self.snippet.strip():
            return str(self)
        cut = max(0, self.column - _SNIPPET + 20)
        line = self.snippet[cut : cut + _SNIPPET]
        return f"{self}\n{line}\n{' ' * (self.column - 1 - cut)}^"


class Flaw(Exception):  # noqa: N818 - it is a mistake in somebody's file, not an error of the program
    """A mistake found while reading; it ends the reading of the smallest thing around it."""

    def __init__(self, code: str, mark: Mark, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.mark = mark
        self.message = message


class Report:
    """Gathers the problems of one reading, so that all are told in one go."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._lines: dict[str, list[str]] = {}
        self._problems: dict[tuple[Mark, str, str], Problem] = {}
        self.count = 0
        """How often a problem was noted so far, though it may have been the same one."""
        self.partial = False
        """Set when a file could not be read at all: what it would have named is then not held against the others."""

    def add(self, flaw: Flaw, severity: Severity = Severity.ERROR) -> None:
        """Note a problem. The same one reached on two ways (by an alias, say) is noted once."""
        mark = flaw.mark
        self.count += 1
        if self.partial and flaw.code == "E106":
            return
        self._problems[mark, flaw.code, flaw.message] = Problem(
            file=mark.file,
            line=mark.line,
            column=mark.column,
            code=flaw.code,
            severity=severity,
            message=flaw.message,
            snippet=self._snippet(mark),
        )

    def attempt(self, read: Callable[[], T]) -> T | None:
        """What `read` gives, or `None` with the flaw noted."""
        try:
            return read()
        except Flaw as flaw:
            self.add(flaw)
            return None

    @property
    def failed(self) -> bool:
        """Whether anything forbids the use of what was read."""
        return any(problem.severity is Severity.ERROR for problem in self._problems.values())

    def problems(self) -> tuple[Problem, ...]:
        """All of them, in the order of files, lines and columns."""
        return tuple(self._problems[key] for key in sorted(self._problems))

    def _snippet(self, mark: Mark) -> str:
        if mark.file not in self._lines:
            self._lines[mark.file] = self._texts.get(mark.file, "").splitlines()
        lines = self._lines[mark.file]
        if mark.line > len(lines):
            return ""
        line = lines[mark.line - 1].replace("\t", " ")
        return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line)
