from __future__ import annotations

import pytest

from rules.problems import Report
from rules.syntax.composing import compose
from rules.syntax.nodes import same, saying


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("a", "a", True),
        ("a", "'a'", True),
        ("a", "b", False),
        ("{a: 1, b: [2, 3]}", "{b: [2, 3],   a: '1'}", True),
        ("{a: 1}", "{a: 1, b: 2}", False),
        ("{a: 1}", "{b: 1}", False),
        ("[1, 2]", "[2, 1]", False),
        ("[1, 2]", "[1, 2, 3]", False),
        ("[a]", "a", False),
        ("{a: }", "{a: ''}", False),
    ],
)
def test_two_nodes_say_the_same_wherever_they_stand(one: str, other: str, *, expected: bool) -> None:
    nodes = [compose(name, text, Report({})) for name, text in (("a.yaml", one), ("b.yaml", f"\n{other}"))]
    first, second = nodes
    assert first is not None
    assert second is not None
    assert same(first, second) is expected
    assert same(second, first) is expected


def test_what_a_node_says_tells_apart_whatever_is_read_differently() -> None:
    texts = [
        "a",
        "b",
        "''",
        "[a]",
        "[a, b]",
        "[[a], b]",
        "[a, [b]]",
        "{a: b}",
        "{a: }",
        "{a: ''}",
        "{a: [b]}",
        "[]",
        "{}",
    ]
    nodes = [compose("a.yaml", text, Report({})) for text in texts]
    assert len({saying(node) for node in nodes if node is not None}) == len(texts)


def test_what_a_node_says_does_not_depend_on_its_place() -> None:
    one, other = (compose("a.yaml", text, Report({})) for text in ("{a: [b, 'c']}", "a:\n  - b\n  - c\n"))
    assert one is not None
    assert other is not None
    assert saying(one) == saying(other)
