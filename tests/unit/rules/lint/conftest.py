from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest

from rules.lint.together import lint
from rules.loading import SourceText, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.ruleset import RuleSet


@pytest.fixture
def ruleset() -> Callable[[str], RuleSet]:
    """Loads rules, each given as its own text after `- id:`."""

    def read(*rules: str, head: str = "") -> RuleSet:
        body = "".join(f"  -{indent(dedent(rule).strip(), '    ')[3:]}\n" for rule in rules)
        text = f"version: 1\n{dedent(head)}\nrules:\n{body}"
        loaded = load([SourceText(name="rules.yaml", text=text)])
        assert loaded.ruleset is not None, [str(problem) for problem in loaded.problems]
        return loaded.ruleset

    return read


@pytest.fixture
def doubts(ruleset: Callable[..., RuleSet]) -> Callable[..., list[tuple[str, str]]]:
    """The codes of what is doubtful about rules, each with the rule."""

    def of(*rules: str, head: str = "", calls_per_hour: int = 5000) -> list[tuple[str, str]]:
        found = lint(ruleset(*rules, head=head), calls_per_hour=calls_per_hour)
        return [(doubt.code, doubt.rule) for doubt in found]

    return of
