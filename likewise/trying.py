"""`likewise test`: how the tests of rules files fare, and what they leave open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from likewise import rulefiles
from likewise.check import count, shown, told
from likewise.colours import Ink, inked
from likewise.examining import examine
from likewise.logs import visible
from rules.syntax.spelling import shown as quoted
from rules.testing.running import Coverage, coverage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from likewise.examining import Examination, Outcome, Watched


def run(paths: Sequence[Path], *, word: str, as_json: bool, colour: bool, watched: Watched = iter) -> tuple[str, int]:
    """What to print about the tests of these files, and the exit code: 1 when one fails, or none could be run.

    Raises ConfigError when a file cannot be read, or no test has `word` in its name.
    """
    found = examine(rulefiles.read(paths), word=word, watched=watched)
    if word and found.ruleset is not None and not found.outcomes:
        raise ConfigError(f"no test, and no rule with tests in it, has {quoted(word)} in its name")
    text = _for_programs(found) if as_json else "\n".join(_for_people(found, word, colour=colour))
    return text, 1 if found.errors else 0


def _for_programs(found: Examination) -> str:
    tests = [
        {
            "name": one.trial.case.name,
            "rule": one.trial.case.rule,
            "example": one.trial.example,
            "file": one.trial.case.mark.file,
            "line": one.trial.case.mark.line,
            "passed": not one.result.differences,
            "differences": one.result.differences,
        }
        for one in found.outcomes
    ]
    left = _left(found)
    report = {
        "ok": not found.errors,
        "tests": tests,
        "rules_without_a_matching_test": left.never_matched,
        "rules_without_a_test_that_does_not_match": left.never_unmatched,
        "problems": [told(problem) for problem in found.errors if problem.code != "E301"],
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def _for_people(found: Examination, word: str, *, colour: bool) -> Iterator[str]:
    """A line for each test, and behind it in words what is otherwise than expected."""
    for problem in found.errors:
        if problem.code != "E301":
            yield shown(problem, colour=colour)
    width = max((len(one.trial.name) for one in found.outcomes), default=0)
    for one in found.outcomes:
        yield from _lines(one, width, colour=colour)
    if found.ruleset is None:
        yield _in("the rules have mistakes, so no test was run", Ink.RED, colour=colour)
        return
    yield _summary(found.outcomes, colour=colour)
    if not word:
        left = _left(found)
        yield from _open(left.never_matched, "never seen to match", colour=colour)
        yield from _open(left.never_unmatched, "never seen not to match", colour=colour)


def _lines(one: Outcome, width: int, *, colour: bool) -> Iterator[str]:
    passed = not one.result.differences
    sign = _in("✓", Ink.GREEN, colour=colour) if passed else _in("✗", Ink.RED, colour=colour)
    mark = one.trial.case.mark
    yield f"{sign} {visible(one.trial.name):<{width}}  {mark.file}:{mark.line}"
    yield from (f"    {visible(difference)}" for difference in one.result.differences)


def _summary(outcomes: Sequence[Outcome], *, colour: bool) -> str:
    if not outcomes:
        return "there are no tests; write some under 'tests:'"
    failed = sum(bool(one.result.differences) for one in outcomes)
    if failed:
        return _in(f"{failed} of {count(len(outcomes), 'test')} failed", Ink.RED, colour=colour)
    return _in(f"{count(len(outcomes), 'test')} passed", Ink.GREEN, colour=colour)


def _open(rules: tuple[str, ...], what: str, *, colour: bool) -> Iterator[str]:
    if rules:
        yield f"{_in(what, Ink.YELLOW, colour=colour)}: {', '.join(rules)}"


def _left(found: Examination) -> Coverage:
    if found.ruleset is None:
        return Coverage(never_matched=(), never_unmatched=())
    return coverage([one.result for one in found.outcomes], found.ruleset)


def _in(text: str, ink: Ink, *, colour: bool) -> str:
    return inked(text, ink) if colour else text
