"""A rules file as a tree of text: every value keeps its place, and nothing has been guessed about its type.

Named tuples and not our usual dataclasses: they are made by the thousand, and `likewise check` must start quickly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Hashable


class Mark(NamedTuple):
    """A place in a file. Lines and columns count from 1."""

    file: str
    line: int
    column: int


class Scalar(NamedTuple):
    """One value, exactly as written."""

    text: str
    mark: Mark
    missing: bool = False
    """Nothing stands after the colon or the dash, which is not the same as an empty text in quotes."""


class Items(NamedTuple):
    """A YAML sequence."""

    nodes: tuple[Node, ...]
    mark: Mark


class Entry(NamedTuple):
    """A key and what it holds."""

    key: Scalar
    value: Node


class Table(NamedTuple):
    """A YAML mapping, keys in the order written, each once."""

    entries: tuple[Entry, ...]
    mark: Mark


Node: TypeAlias = Scalar | Items | Table


def kind(node: Node) -> str:
    """What a node is, in the words of our messages."""
    match node:
        case Scalar(missing=True):
            return "nothing"
        case Scalar():
            return "one value"
        case Items():
            return "a list"
        case Table():
            return "a map"


def saying(node: Node) -> Hashable:
    """What a node says, wherever it stands: equal for those that are written alike."""
    if isinstance(node, Scalar):
        return None if node.missing else node.text
    if isinstance(node, Items):
        return ("-", *map(saying, node.nodes))
    return (":", *((entry.key.text, saying(entry.value)) for entry in node.entries))


def same(one: Node, other: Node) -> bool:
    """Whether two nodes say the same, wherever they stand."""
    match one, other:
        case Scalar(), Scalar():
            return (one.text, one.missing) == (other.text, other.missing)
        case Items(), Items():
            return len(one.nodes) == len(other.nodes) and all(map(same, one.nodes, other.nodes))
        case Table(), Table():
            mine, theirs = ({entry.key.text: entry.value for entry in table.entries} for table in (one, other))
            return mine.keys() == theirs.keys() and all(same(mine[key], theirs[key]) for key in mine)
    return False
