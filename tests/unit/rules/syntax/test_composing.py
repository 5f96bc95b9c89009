from __future__ import annotations

import pytest
import yaml

from rules.problems import Report
from rules.syntax.composing import MAX_BYTES, PARSER, Parser, compose
from rules.syntax.nodes import Items, Node, Scalar, Table


def composed(text: str, parser: Parser = PARSER) -> tuple[Node | None, list[str]]:
    report = Report({"a.yaml": text})
    return compose("a.yaml", text, report, parser), [str(problem) for problem in report.problems()]


def plain(node: Node | None) -> object:
    match node:
        case Scalar(missing=True) | None:
            return None
        case Scalar(text=text):
            return text
        case Items(nodes=nodes):
            return [plain(item) for item in nodes]
        case Table(entries=entries):
            return {entry.key.text: plain(entry.value) for entry in entries}


@pytest.mark.parametrize(
    "written",
    [
        "1874240378153466907_37998182",
        "22:30",
        "08:00",
        "0123456",
        "no",
        "on",
        "yes",
        "2015-11-28",
        "~",
        "null",
        "1e3",
        "0x1F",
        "1_000",
        ".inf",
        "true",
        "12.50",
        "=",
        "id:12345678",
        "45s..3m",
        "$words",
        "20%",
    ],
)
def test_every_scalar_stays_as_written(written: str) -> None:
    assert plain(composed(f"value: {written}")[0]) == {"value": written}
    assert plain(composed(f"{written}: value")[0]) == {written: "value"}


@pytest.mark.parametrize("text", ["tag: #sunset", "tag:", "tag: # a note"])
def test_nothing_is_not_an_empty_text(text: str) -> None:
    assert plain(composed(text)[0]) == {"tag": None}
    assert plain(composed("tag: ''")[0]) == {"tag": ""}


def test_places_count_from_one() -> None:
    node, _ = composed("one: 1\nmap:\n  two: [a, b]\n")
    assert isinstance(node, Table)
    inner = node.entries[1].value
    assert isinstance(inner, Table)
    assert inner.entries[0].key.mark == ("a.yaml", 3, 3)
    assert inner.entries[0].value.mark == ("a.yaml", 3, 8)


def test_anchors_and_merges_work_and_own_keys_win() -> None:
    text = "base: &base {a: '1', b: '2'}\nother: {<<: *base, b: '3'}\nlist: [*base]\n"
    node, problems = composed(text)
    assert problems == []
    assert plain(node) == {
        "base": {"a": "1", "b": "2"},
        "other": {"a": "1", "b": "3"},
        "list": [{"a": "1", "b": "2"}],
    }


def test_merges_several_the_first_winning() -> None:
    node, _ = composed("x: &x {a: '1'}\ny: &y {a: '2', b: '2'}\nz: {<<: [*x, *y]}\n")
    assert plain(node) == {"x": {"a": "1"}, "y": {"a": "2", "b": "2"}, "z": {"a": "1", "b": "2"}}


BOMB = "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 12))


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def parser(request: pytest.FixtureRequest) -> Parser:
    if not hasattr(yaml, request.param):
        pytest.skip("this PyYAML has no C parser")
    return yaml.CSafeLoader if request.param == "CSafeLoader" else yaml.SafeLoader


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", "3:1: error: key 'a' appears twice (first at line 1)", id="duplicate"),
        pytest.param("a:\n\tb: 1\n\tc: 2\n", "2:1: error: there is a tab here (and 1 more lines)", id="tabs"),
        pytest.param("a: !wow b\n", "1:4: error: '!wow' is a YAML tag", id="tag"),
        pytest.param("a: !!python/name:os.system b\n", "python/name:os.system' is a YAML tag", id="python tag"),
        pytest.param("a: @user\n", "1:4: error: '@user' has a sign that means something else", id="at"),
        pytest.param("a: [b, @user]\n", "put it in quotes: '@user'", id="at in a list"),
        pytest.param("a: *sunset\n", "1:4: error: '*sunset' refers to an anchor that does not exist", id="star"),
        pytest.param("a: *sunset*\n", "put it in quotes: '*sunset*'", id="stars"),
        pytest.param("a: %x\n", "put it in quotes: '%x'", id="percent"),
        pytest.param("a: b: c\n", "1:5: error: there is one ':' too many", id="colon"),
        pytest.param("a: {{ b }}\n", "a text that begins with '{' needs quotes", id="placeholder"),
        pytest.param("a:\n  - [#sunset]\nb: 1\n", "in line 2, a '#' after a space or a bracket", id="comment"),
        pytest.param("a: {b: c #d}\n", "in line 1, a '#' after a space", id="comment at the end"),
        pytest.param("a: [b # d]\nc: e\n", "look at the indentation", id="a real comment is not blamed"),
        pytest.param("a: [b\n", "look at the indentation, the brackets and the quotes", id="open bracket"),
        pytest.param("a: 'b\n", "begun in line 1", id="open quote"),
        pytest.param("a: \x07\n", "1:4: error: the sign U+0007 cannot stand in a rules file", id="control"),
        pytest.param('a: "\\UFFFFFFFF"\n', "[E001]", id="no such character"),
        pytest.param('a: "\\ud800"\n', "[E001]", id="half a character"),
        pytest.param("a: \ud800\n", "[E001]", id="a lone surrogate"),
        pytest.param("", "1:1: error: the file is empty", id="empty"),
        pytest.param("# only a note\n", "the file is empty", id="only a comment"),
        pytest.param("a: 1\n---\nb: 2\n", "2:1: error: a second YAML document begins here", id="documents"),
        pytest.param("[" * 100_000, "1:22: error: this is nested more than 20 levels deep", id="deep"),
        pytest.param("a: &a [*a]\n", "'*a' stands inside what it names", id="recursion"),
        pytest.param(f"x0: &x0 [a]\n{BOMB}", "more than 10000 values, aliases counted", id="billion laughs"),
        pytest.param("<<: text\n", "'<<' takes a map", id="merge of a text"),
        pytest.param("a: " + "b" * MAX_BYTES, "more than the allowed 256; split it", id="large"),
        pytest.param("? [a, b]\n: c\n", "a key must be a word", id="list as key"),
    ],
)
def test_says_what_is_wrong(text: str, message: str, parser: Parser) -> None:
    _, problems = composed(text, parser)
    assert len(problems) == 1
    assert message in problems[0]


def test_a_file_just_within_the_limits_is_read() -> None:
    assert composed("a: " + "b" * (MAX_BYTES - 3))[1] == []
    assert composed("[" * 20 + "]" * 20)[1] == []
    assert composed("[" + "a," * 9_999 + "]")[1] == []
