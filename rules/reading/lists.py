"""The lists of a file, and what `$name` stands for."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from rules.problems import Flaw
from rules.syntax.mishaps import no_value
from rules.syntax.nodes import Entry, Items, Node, Scalar, kind
from rules.syntax.spelling import advice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rules.problems import Report
    from rules.syntax.nodes import Mark

MAX_INCLUDED = 40
"""Levels of lists in lists, or of conditions in conditions."""

_REFERENCE = re.compile(r"\$([A-Za-z0-9_-]+)")


class NamedLists:
    """Lists by name. One may include others."""

    def __init__(self, entries: Mapping[str, Entry], report: Report) -> None:
        self._entries = entries
        self._done: dict[str, tuple[Scalar, ...] | Flaw] = {}
        self._open: list[str] = []
        self.used: set[str] = set()
        """The names that something referred to."""
        for entry in entries.values():
            report.attempt(partial(self._resolve, entry.key.text, entry.key))

    def named(self, name: str) -> tuple[Scalar, ...]:
        """What a list holds in the end; nothing if there is no such list or it is broken."""
        found = self._done.get(name, ())
        return () if isinstance(found, Flaw) else found

    def expand(self, node: Node, label: str) -> tuple[Scalar, ...]:
        """The entries of a value or list, each once, with every `$name` replaced by what it holds."""
        if isinstance(node, Scalar) and node.missing:
            raise no_value(label, node.mark)
        found: dict[str, Scalar] = {}
        for item in node.nodes if isinstance(node, Items) else (node,):
            for entry in self._entry(item, label):
                found.setdefault(entry.text, entry)
        if not found:
            raise Flaw("E110", node.mark, f"{label} is an empty list; give it an entry or remove it")
        return tuple(found.values())

    def _entry(self, item: Node, label: str) -> tuple[Scalar, ...]:
        if not isinstance(item, Scalar):
            raise Flaw("E113", item.mark, f"an entry of {label} is one value, not {kind(item)}")
        if item.missing:
            raise no_value(f"an entry of {label}", item.mark)
        reference = _REFERENCE.fullmatch(item.text)
        if reference is None:
            return (item,)
        self.used.add(reference[1])
        return self._resolve(reference[1], item)

    def _resolve(self, name: str, by: Scalar) -> tuple[Scalar, ...]:
        if name not in self._entries:
            raise Flaw("E106", by.mark, f"there is no list {name!r}{advice(name, self._entries, lead='there are')}")
        if name in self._open:
            way = " → ".join([*self._open[self._open.index(name) :], name])
            raise Flaw("E112", by.mark, f"list {name!r} contains itself: {way}")
        if name not in self._done:
            self._done[name] = self._resolved(name, by)
        found = self._done[name]
        if isinstance(found, Flaw):
            raise found
        return found

    def _resolved(self, name: str, by: Scalar) -> tuple[Scalar, ...] | Flaw:
        self._open.append(name)
        try:
            check_depth(len(self._open), by.mark)
            return self.expand(self._entries[name].value, f"list {name!r}")
        except Flaw as flaw:
            return flaw
        finally:
            self._open.pop()


def check_depth(depth: int, mark: Mark) -> None:
    """Refuses what includes itself on too many levels, however indirectly."""
    if depth > MAX_INCLUDED:
        raise Flaw("E005", mark, f"this includes others on more than {MAX_INCLUDED} levels; flatten it")
