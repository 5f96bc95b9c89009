from __future__ import annotations

from rules.problems import Report
from rules.syntax.composing import compose
from rules.syntax.forms import Form

FORM = Form(name="a thing", keys=("id", "title"), required=("id",), refused={"macro": "write it out"})


def read(text: str) -> tuple[list[str], list[str]]:
    report = Report({"a.yaml": text})
    node = compose("a.yaml", text, report)
    assert node is not None
    found = report.attempt(lambda: FORM.read(node, report))
    return list(found or {}), [problem.message for problem in report.problems()]


def test_gives_the_known_entries_and_passes_over_notes() -> None:
    assert read("{id: a, title: b, x-note: c}") == (["id", "title"], [])


def test_reports_what_is_unknown_missing_or_expected_in_vain() -> None:
    found, problems = read("{titel: b, macro: c}")
    assert found == []
    assert problems == [
        "a thing needs the key 'id'",
        "unknown key 'titel' in a thing; did you mean 'title'?",
        "unknown key 'macro' in a thing; write it out",
    ]


def test_refuses_what_is_no_map() -> None:
    assert read("[a]") == ([], ["a thing is a map of keys and values, not a list"])
