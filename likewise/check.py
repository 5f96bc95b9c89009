"""`likewise check`: everything that is wrong with rules files, for people or for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from likewise import rulefiles
from likewise.colours import Ink, inked
from likewise.examining import examine
from likewise.logs import visible
from rules.lint.together import lint
from rules.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from likewise.examining import Examination
    from likewise.online import Token
    from rules.problems import Problem

_INKS = {Severity.ERROR: Ink.RED, Severity.WARNING: Ink.YELLOW}


def check(paths: Sequence[Path], *, as_json: bool, colour: bool, token: Token | None = None) -> tuple[str, int]:
    """What to print about these files, and the code to exit with: 1 when there is an error, or a test fails.

    With a `token`, also about what that can serve.

    Raises ConfigError when a file cannot be read.
    """
    found = examine(rulefiles.read(paths), doubts=token.doubts if token else lint)
    text = _for_programs(found, token) if as_json else _for_people(found, paths, token, colour=colour)
    return text, 1 if found.errors else 0


def told(problem: Problem) -> dict[str, object]:
    """A problem for programs."""
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": str(problem.severity),
        "code": problem.code,
        "slug": problem.slug,
        "message": problem.message,
    }


def shown(problem: Problem, *, colour: bool) -> str:
    """A problem for people, with its line and a caret."""
    if not colour:
        return problem.render()
    head, *source = problem.render().split("\n")
    place, word = f"{problem.file}:{problem.line}:{problem.column}:", f"{problem.severity}:"
    said = head.removeprefix(f"{place} {word}")
    ink = _INKS[problem.severity]
    parts = [f"{inked(place, Ink.BOLD)} {inked(word, ink, Ink.BOLD)}{said}", *source[:-1]]
    return "\n".join([*parts, *(inked(caret, ink, Ink.BOLD) for caret in source[-1:])])


def count(number: int, word: str) -> str:
    """So many of something, in words."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _for_programs(found: Examination, token: Token | None) -> str:
    failed = sum(bool(one.result.differences) for one in found.outcomes)
    report: dict[str, object] = {
        "ok": not found.errors,
        "rules": len(found.ruleset.rules) if found.ruleset else 0,
        "tests": {"run": len(found.outcomes), "failed": failed},
        "problems": [told(problem) for problem in found.problems],
    }
    if token is not None:
        report["token"] = token.for_programs()
    return json.dumps(report, ensure_ascii=False, indent=2)


def _for_people(found: Examination, paths: Sequence[Path], token: Token | None, *, colour: bool) -> str:
    problems = [shown(problem, colour=colour) for problem in found.problems]
    about = [visible(token.told())] if token else []
    return "\n".join([*problems, *about, _summary(found, paths, colour=colour)])


def _summary(found: Examination, paths: Sequence[Path], *, colour: bool) -> str:
    where = ", ".join(map(str, paths))
    errors = len(found.errors)
    numbers = ((errors, "error"), (len(found.problems) - errors, "warning"))
    counts = " and ".join(count(number, word) for number, word in numbers if number)
    if found.errors:
        text, ink = f"{where}: {counts}; nothing of it would run", Ink.RED
    else:
        fine = count(len(found.ruleset.rules) if found.ruleset else 0, "rule")
        tests = f"{count(len(found.outcomes), 'test')} passed, " if found.outcomes else ""
        text, ink = f"{where}: {fine}, {tests}{counts or 'no mistakes'}", Ink.GREEN
    return inked(text, ink) if colour else text
