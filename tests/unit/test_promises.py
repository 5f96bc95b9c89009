"""docs/promises.md names the tests that prove each promise: they must exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
NAMED = re.findall(r"^- `([\w/]+\.py)::(\w+)`$", DOCUMENT, re.MULTILINE)


def test_there_are_ten_and_each_names_a_test() -> None:
    bodies = re.split(r"^## ", DOCUMENT, flags=re.MULTILINE)[1:11]
    assert [body.partition(".")[0] for body in bodies] == [str(number) for number in range(1, 11)]
    assert [body.partition("\n")[0] for body in bodies if "::test_" not in body] == []
    assert [body.partition("\n")[0] for body in bodies if not re.search(r"^\*\*", body, re.MULTILINE)] == []


@pytest.mark.parametrize("path", sorted({path for path, _ in NAMED}))
def test_every_test_that_is_named_exists(path: str) -> None:
    tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
    kept = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert [name for named, name in NAMED if named == path and name not in kept] == []


def test_no_line_of_the_list_is_misspelt() -> None:
    assert len(NAMED) == DOCUMENT.count("::test_")
