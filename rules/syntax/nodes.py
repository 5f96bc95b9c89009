"""A rules file as a tree of text: every value keeps its place, and nothing has been guessed about its type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Mark:
    """A place in a file. Lines and columns count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Scalar:
    """One value, exactly as written."""

    text: str
    mark: Mark
    missing: bool = False
    """Nothing stands after the colon or the dash, which is not the same as an empty text in quotes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Items:
    """A YAML sequence."""

    nodes: tuple[Node, ...]
    mark: Mark


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A key and what it holds."""

    key: Scalar
    value: Node


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A YAML mapping, keys in the order written, each once."""

    entries: tuple[Entry, ...]
    mark: Mark

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def find(self, name: str) -> Entry | None:
        """The entry with that key, if there is one."""
        return next((entry for entry in self.entries if entry.key.text == name), None)


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
