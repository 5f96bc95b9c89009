from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rules.problems import Report
from rules.syntax.composing import compose
from rules.syntax.nodes import Items, Node, Scalar
from rules.syntax.writing import WIDTH, Value, write

TEXTS = some.text(some.characters(exclude_categories=["Cs"]), max_size=12).filter(lambda text: text != "<<")
VALUES: some.SearchStrategy[Value] = some.recursive(
    some.none() | TEXTS,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def read(text: str) -> Value:
    report = Report({"a.yaml": text})
    node = compose("a.yaml", text, report)
    assert node is not None, (text, report.problems())
    return plain(node)


def plain(node: Node) -> Value:
    if isinstance(node, Scalar):
        return None if node.missing else node.text
    if isinstance(node, Items):
        return [plain(one) for one in node.nodes]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


@given(some.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_as_it_was_meant(value: dict[str, Value]) -> None:
    assert read(write(value)) == value


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("golden hour", "golden hour", id="words"),
        pytest.param("закат", "закат", id="words of any script"),
        pytest.param("22:30", "22:30", id="a time"),
        pytest.param("2026-06-01T18:00:00+02:00", "2026-06-01T18:00:00+02:00", id="a moment"),
        pytest.param("-20m", "-20m", id="a moment ago"),
        pytest.param("$never_touch", "$never_touch", id="a list"),
        pytest.param("45s..3m", "45s..3m", id="a range"),
        pytest.param("20%", "20%", id="a share"),
        pytest.param("no", "no", id="a tag that others take for a truth"),
        pytest.param("#sunset", '"#sunset"', id="a comment to YAML"),
        pytest.param("@ana", '"@ana"', id="reserved by YAML"),
        pytest.param("id:123", '"id:123"', id="a colon"),
        pytest.param("- a", '"- a"', id="a dash"),
        pytest.param(" a", '" a"', id="a space at the start"),
        pytest.param("", '""', id="nothing, said so"),
        pytest.param("a\nb\u200d\x85", '"a\\nb\\u200d\\u0085"', id="what cannot be seen"),
        pytest.param("\U000e0001", '"\\U000e0001"', id="what cannot be seen, beyond the first plane"),
        pytest.param("\ud800", '"\N{REPLACEMENT CHARACTER}"', id="half a character"),
    ],
)
def test_a_text_is_quoted_where_it_must_be(text: str, written: str) -> None:
    assert write({"key": text}) == f"key: {written}\n"
    if text != "\ud800":
        assert read(write({"key": text})) == {"key": text}


def test_what_fits_stands_in_one_line_and_the_rest_in_blocks() -> None:
    value: dict[str, Value] = {
        "follow_request": None,
        "limits": {"like": {"per_hour": "15"}},
        "none_of": [],
        "rules": [{"id": "one", "do": ["like"]}, {"when": {"any": [{"tags": ["a"]}, {"tags": ["b"]}]}}],
        "long": ["word" * 10] * 4,
    }
    assert write(value).splitlines() == [
        "follow_request:",
        "limits: { like: { per_hour: 15 } }",
        "none_of: []",
        "rules:",
        "  - { id: one, do: [like] }",
        "  - when:",
        "      any:",
        "        - tags: [a]",
        "        - tags: [b]",
        "long:",
        *(f"  - {'word' * 10}" for _ in range(4)),
    ]


def test_notes_stand_behind_keys_and_above_entries() -> None:
    value: dict[str, Value] = {"rules": [{"id": "one", "max_age": "6h", "when": {"all": [{"tags": ["a"]}]}}]}
    notes = {("rules", 0, "max_age"): "defaults\nof x", ("rules", 0, "when", "all", 0): "calm"}
    assert write(value, notes).splitlines() == [
        "rules:",
        "  - id: one",
        "    max_age: 6h  # defaults of x",
        "    when:",
        "      all:",
        "        # calm",
        "        - tags: [a]",
    ]
    assert read(write(value, notes)) == value


def test_no_line_of_a_list_is_wider_than_pleasant() -> None:
    value: dict[str, Value] = {"tags": [f"tag{number}" for number in range(18)]}
    assert max(map(len, write(value).splitlines())) <= WIDTH
