"""`likewise check`: everything that is wrong with rules files, for people or for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from likewise import rulefiles
from rules.loading import load
from rules.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rules.loading import Loaded
    from rules.problems import Problem

_COLOURS = {Severity.ERROR: typer.colors.RED, Severity.WARNING: typer.colors.YELLOW}


def check(paths: Sequence[Path], *, as_json: bool, colour: bool) -> tuple[str, int]:
    """What to print about these files, and the code to exit with: 1 when there is an error.

    Raises ConfigError when a file cannot be read.
    """
    loaded = load(rulefiles.read(paths))
    text = _for_programs(loaded) if as_json else _for_people(loaded, paths, colour=colour)
    return text, 0 if loaded.ruleset else 1


def _for_programs(loaded: Loaded) -> str:
    problems = [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "severity": str(problem.severity),
            "code": problem.code,
            "slug": problem.slug,
            "message": problem.message,
        }
        for problem in loaded.problems
    ]
    return json.dumps({"ok": loaded.ruleset is not None, "problems": problems}, ensure_ascii=False, indent=2)


def _for_people(loaded: Loaded, paths: Sequence[Path], *, colour: bool) -> str:
    shown = [_coloured(problem) if colour else problem.render() for problem in loaded.problems]
    return "\n".join([*shown, _summary(loaded, paths, colour=colour)])


def _coloured(problem: Problem) -> str:
    head, *source = problem.render().split("\n")
    place, word = f"{problem.file}:{problem.line}:{problem.column}:", f"{problem.severity}:"
    said = head.removeprefix(f"{place} {word}")
    shade = _COLOURS[problem.severity]
    parts = [f"{typer.style(place, bold=True)} {typer.style(word, fg=shade, bold=True)}{said}", *source[:-1]]
    return "\n".join([*parts, *(typer.style(caret, fg=shade, bold=True) for caret in source[-1:])])


def _summary(loaded: Loaded, paths: Sequence[Path], *, colour: bool) -> str:
    where = ", ".join(map(str, paths))
    errors = sum(problem.severity is Severity.ERROR for problem in loaded.problems)
    warnings = len(loaded.problems) - errors
    counts = " and ".join(
        _count(number, word) for number, word in ((errors, "error"), (warnings, "warning")) if number
    )
    if loaded.ruleset is None:
        text, shade = f"{where}: {counts}; nothing of it would run", typer.colors.RED
    else:
        fine = _count(len(loaded.ruleset.rules), "rule")
        text, shade = f"{where}: {fine}, {counts or 'no mistakes'}", typer.colors.GREEN
    return typer.style(text, fg=shade) if colour else text


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
