"""Everything that can be said about rules files by themselves: mistakes, doubts, and how their tests fare."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from rules.lint.places import placed
from rules.lint.together import lint
from rules.loading import load
from rules.problems import Flaw, Report, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rules.lint.doubt import Doubt
    from rules.loading import Loaded, SourceText
    from rules.problems import Problem
    from rules.ruleset import RuleSet
    from rules.testing.case import Case, Situation
    from rules.testing.running import Result

Watched: TypeAlias = "Callable[[Sequence[Trial]], Iterable[Trial]]"
"""Hands the trials on one by one, and may show how far they are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """One test in one situation."""

    case: Case
    example: str | None
    """Which of the recorded events. `None`: what the test itself gives."""
    situation: Situation

    @property
    def name(self) -> str:
        """What to call it."""
        return self.case.name if self.example is None else f"{self.case.name} ({self.example})"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """How a test fared."""

    trial: Trial
    result: Result


@dataclass(frozen=True, kw_only=True, slots=True)
class Examination:
    """What was found."""

    ruleset: RuleSet | None
    """The rules, if they can be read at all."""
    problems: tuple[Problem, ...]
    """Mistakes, doubts and failed tests, by file and line."""
    outcomes: tuple[Outcome, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the rules from being used."""
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)


def examine(
    texts: Sequence[SourceText],
    *,
    folder: Path | None = None,
    doubts: Callable[[RuleSet], Iterator[Doubt]] = lint,
    word: str = "",
    watched: Watched = iter,
) -> Examination:
    """Load, doubt and test. What the chat put on lists has no part in it: tests are about the files.

    Recorded examples are looked for in `folder`; `None`: beside the file that names them. Only tests with `word` in
    their name, or that of their rule, are run.
    """
    loaded = load(texts)
    if loaded.ruleset is None:
        return Examination(ruleset=None, problems=loaded.problems)
    files = {source.name: source.text for source in texts}
    report = Report(files)
    for flaw in placed(texts, doubts(loaded.ruleset)):
        report.add(flaw, Severity.WARNING)
    cases, misread = _cases(loaded, loaded.ruleset, files)
    trials = [trial for trial in _trials(cases, folder, report) if _is_meant(trial, word)]
    outcomes = tuple(_outcomes(watched(trials), loaded.ruleset)) if trials else ()
    for outcome in outcomes:
        if outcome.result.differences:
            said = "; ".join(outcome.result.differences)
            report.add(Flaw("E301", outcome.trial.case.mark, f"the test {outcome.trial.name!r} fails: {said}"))
    problems = sorted(
        (*loaded.problems, *misread, *report.problems()), key=lambda one: (one.file, one.line, one.column)
    )
    return Examination(ruleset=loaded.ruleset, problems=tuple(problems), outcomes=outcomes)


def _cases(
    loaded: Loaded, ruleset: RuleSet, files: Mapping[str, str]
) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    if not loaded.test_nodes:
        return (), ()
    from rules.testing.reading import read_cases  # noqa: PLC0415 - only for files with tests

    return read_cases(loaded.test_nodes, ruleset, files)


def _trials(cases: Iterable[Case], folder: Path | None, report: Report) -> Iterator[Trial]:
    for case in cases:
        yield from report.attempt(partial(_of_case, case, folder)) or ()


def _of_case(case: Case, folder: Path | None) -> list[Trial]:
    own = [Trial(case=case, example=None, situation=case.given)] if case.given else []
    if case.examples is None:
        return own
    from likewise import recorded  # noqa: PLC0415 - brings the database's modules

    try:
        found = recorded.read(case.examples, folder or Path(case.mark.file).parent)
    except ValueError as error:
        raise Flaw("E302", case.mark, f"the test {case.name!r}: {error}") from None
    return [Trial(case=case, example=name, situation=situation) for name, situation in found.items()]


def _outcomes(trials: Iterable[Trial], ruleset: RuleSet) -> Iterator[Outcome]:
    from likewise.guarding import guard_of  # noqa: PLC0415 - only for files with tests
    from rules.testing.running import run  # noqa: PLC0415

    guard = guard_of(ruleset)
    for trial in trials:
        yield Outcome(trial=trial, result=run(trial.case, trial.situation, ruleset, guard))


def _is_meant(trial: Trial, word: str) -> bool:
    return any(word.casefold() in name.casefold() for name in (trial.name, trial.case.rule or ""))
