"""Maps whose keys are known: what is unknown or missing is said, and never skipped."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from rules.problems import Flaw
from rules.syntax.mishaps import no_value
from rules.syntax.nodes import Entry, Items, Node, Scalar, Table, kind
from rules.syntax.spelling import advice, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rules.problems import Report

T = TypeVar("T")

NOTES = "x-"
"""Begins the keys that are the owner's own notes: they may stand in any map, and nobody reads them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """The keys that a map may have."""

    name: str
    """With its article, as in "unknown key in *a rule*"."""
    keys: tuple[str, ...]
    required: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    """Keys that people may expect, and why they are not there."""

    def read(self, node: Node, report: Report) -> dict[str, Entry]:
        """The entries with a known key. Every other is reported."""
        table = as_table(node, self.name)
        known = self.known(table.entries, report)
        for key in self.required:
            if key not in known:
                report.add(Flaw("E102", table.mark, f"{self.name} needs the key {key!r}"))
        return known

    def known(self, entries: Iterable[Entry], report: Report) -> dict[str, Entry]:
        """Those of the entries that have a known key. Every other is reported."""
        return {entry.key.text: entry for entry in entries if self._knows(entry, report)}

    def _knows(self, entry: Entry, report: Report) -> bool:
        key = entry.key.text
        if key in self.keys:
            return True
        if not key.startswith(NOTES):
            end = f"; {self.refused[key]}" if key in self.refused else advice(key, self.keys, lead="it may have")
            report.add(Flaw("E103", entry.key.mark, f"unknown key {shown(key)} in {self.name}{end}"))
        return False


def part(found: Mapping[str, Entry], key: str, read: Callable[[Node, str], T], report: Report) -> T | None:
    """What `read` makes of the value of a key; `None` when the key is missing, or wrong and reported."""
    return report.attempt(partial(read, found[key].value, key)) if key in found else None


def as_table(node: Node, name: str) -> Table:
    """The node itself when it is a map."""
    if isinstance(node, Scalar) and node.missing:
        raise no_value(name, node.mark)
    if not isinstance(node, Table):
        raise Flaw("E113", node.mark, f"{name} is a map of keys and values, not {kind(node)}")
    return node


def as_items(node: Node, name: str) -> tuple[Node, ...]:
    """The nodes of a list that holds at least one."""
    if isinstance(node, Scalar) and node.missing:
        raise no_value(name, node.mark)
    if not isinstance(node, Items):
        raise Flaw("E113", node.mark, f"{name} is a list, each entry after a dash, not {kind(node)}")
    if not node.nodes:
        raise Flaw("E110", node.mark, f"{name} is an empty list; give it an entry or remove it")
    return node.nodes
