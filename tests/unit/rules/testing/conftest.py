from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from rules.problems import Report
from rules.syntax.composing import compose
from rules.syntax.nodes import Table
from rules.testing.reading import CaseReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.testing.case import Case, Situation


@pytest.fixture
def read_case() -> Callable[..., tuple[Case | None, list[str]]]:
    """Reads one test, and gives it with the messages about it."""

    def read(
        text: str, *, rules: tuple[str, ...] = ("suns",), within: str | None = None
    ) -> tuple[Case | None, list[str]]:
        text = dedent(text)
        report = Report({"rules.yaml": text})
        node = compose("rules.yaml", text, report)
        assert node is not None
        case = CaseReader(rules, report).read(node, within)
        return case, [problem.message for problem in report.problems()]

    return read


@pytest.fixture
def situation(read_case: Callable[..., tuple[Case | None, list[str]]]) -> Callable[[str], Situation]:
    """What the `given:` of a test stands for."""

    def read(given: str) -> Situation:
        lines = "".join(f"  {line}\n" for line in dedent(given).strip().splitlines())
        case, problems = read_case(f"name: a test\ngiven:\n{lines}expect: {{}}\n")
        assert problems == []
        assert case is not None
        assert case.given is not None
        return case.given

    return read


@pytest.fixture
def table() -> Callable[[str], tuple[Table, Report]]:
    """A map, and a report to read it with."""

    def read(text: str) -> tuple[Table, Report]:
        report = Report({"rules.yaml": text})
        node = compose("rules.yaml", dedent(text), report)
        assert isinstance(node, Table)
        return node, report

    return read
