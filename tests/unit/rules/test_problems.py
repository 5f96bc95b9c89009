from __future__ import annotations

from rules.problems import Flaw, Report, Severity
from rules.syntax.nodes import Mark

TEXT = "version: 1\n      likes_count: { between: [3, 400] }\n"
FLAW = Flaw(
    "E104", Mark(file="bad.yaml", line=2, column=7), "unknown field 'likes_count'; did you mean 'likes.count'?"
)


def test_a_problem_is_one_line_with_its_place_and_code() -> None:
    report = Report({"bad.yaml": TEXT})
    report.add(FLAW)
    (problem,) = report.problems()
    assert str(problem) == ("bad.yaml:2:7: error: unknown field 'likes_count'; did you mean 'likes.count'? [E104]")
    assert problem.slug == "unknown-field"
    assert problem.severity is Severity.ERROR


def test_rendered_it_shows_the_line_and_points_at_the_place() -> None:
    report = Report({"bad.yaml": TEXT})
    report.add(FLAW)
    lines = report.problems()[0].render().splitlines()
    assert lines[1:] == ["      likes_count: { between: [3, 400] }", "      ^"]


def test_a_long_line_is_cut_around_the_place() -> None:
    report = Report({"a.yaml": "x" * 500 + "y" + "x" * 500})
    report.add(Flaw("E108", Mark(file="a.yaml", line=1, column=501), "wrong"))
    _, line, caret = report.problems()[0].render().splitlines()
    assert len(line) <= 120
    assert line[caret.index("^")] == "y"


def test_a_snippet_cannot_upset_a_terminal() -> None:
    report = Report({"a.yaml": "a: \x1b[31mred"})
    report.add(Flaw("E001", Mark(file="a.yaml", line=1, column=4), "wrong"))
    assert "\x1b" not in report.problems()[0].render()


def test_a_place_behind_the_end_has_no_snippet() -> None:
    report = Report({"a.yaml": "a"})
    report.add(Flaw("E001", Mark(file="a.yaml", line=2, column=1), "wrong"))
    assert report.problems()[0].render() == "a.yaml:2:1: error: wrong [E001]"


def test_problems_are_sorted_and_each_told_once() -> None:
    report = Report({})
    marks = [Mark(file=file, line=line, column=1) for file, line in [("b", 1), ("a", 10), ("a", 9), ("a", 9)]]
    for mark in marks:
        report.add(Flaw("E108", mark, "wrong"))
    assert [(problem.file, problem.line) for problem in report.problems()] == [("a", 9), ("a", 10), ("b", 1)]


def test_each_time_that_something_is_noted_counts() -> None:
    report = Report({})
    report.add(FLAW)
    report.add(FLAW)
    assert report.count == 2


def test_a_warning_does_not_fail() -> None:
    report = Report({})
    report.add(FLAW, Severity.WARNING)
    assert not report.failed
    report.add(FLAW)
    assert report.failed
