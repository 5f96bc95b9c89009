"""The lists of a file, and what `$name` stands for."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from rules.problems import Flaw
from rules.syntax.mishaps import no_value
from rules.syntax.nodes import Entry, Items, Mark, Node, Scalar, kind
from rules.syntax.spelling import advice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rules.problems import Report

MAX_INCLUDED = 40
"""Levels of lists in lists, or of conditions in conditions."""

_REFERENCE = re.compile(r"\$([A-Za-z0-9_-]+)")


class NamedLists:
    """Lists by name. One may include others, and hold nothing yet when people are put on it in the chat."""

    def __init__(self, entries: Mapping[str, Entry], added: Mapping[str, tuple[str, ...]], report: Report) -> None:
        """`added` is what came to the lists by other ways than the file."""
        self._entries = entries
        self._added = added
        self._done: dict[str, tuple[Scalar, ...] | Flaw] = {}
        self._open: list[str] = []
        self.used: set[str] = set()
        """The names that something referred to."""
        for entry in entries.values():
            report.attempt(partial(self._resolve, entry.key.text, entry.key))

    def named(self, name: str) -> tuple[Scalar, ...]:
        """What a list holds in the end; nothing but what was added if there is no such list or it is broken."""
        found = self._done.get(name, self._from_elsewhere(name))
        return () if isinstance(found, Flaw) else found

    def written(self) -> Mapping[str, tuple[str, ...]]:
        """What each list holds, as written."""
        return {name: tuple(entry.text for entry in self.named(name)) for name in self._entries.keys() | self._added}

    def find(self, name: str, by: Scalar) -> str:
        """The name itself if there is such a list, which then counts as used."""
        if name not in self._entries:
            raise Flaw("E106", by.mark, f"there is no list {name!r}{advice(name, self._entries, lead='there are')}")
        self.used.add(name)
        return name

    def expand(self, node: Node, label: str, *, growing: bool = False) -> tuple[Scalar, ...]:
        """The entries of a value or list, each once, with every `$name` replaced by what it holds.

        At least one, unless it is `growing`: then a list that is named may hold nothing yet.
        """
        if isinstance(node, Scalar) and node.missing:
            raise no_value(label, node.mark)
        items = node.nodes if isinstance(node, Items) else (node,)
        found = {entry.text: entry for item in reversed(items) for entry in reversed(self._entry(item, label))}
        if not items or not (found or growing):
            raise Flaw("E110", node.mark, f"{label} is an empty list; give it an entry or remove it")
        return tuple(reversed(found.values()))

    def _entry(self, item: Node, label: str) -> tuple[Scalar, ...]:
        if not isinstance(item, Scalar):
            raise Flaw("E113", item.mark, f"an entry of {label} is one value, not {kind(item)}")
        if item.missing:
            raise no_value(f"an entry of {label}", item.mark)
        reference = _REFERENCE.fullmatch(item.text)
        return (item,) if reference is None else self._resolve(self.find(reference[1], item), item)

    def _resolve(self, name: str, by: Scalar) -> tuple[Scalar, ...]:
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
        node = self._entries[name].value
        self._open.append(name)
        try:
            check_depth(len(self._open), by.mark)
            begun = isinstance(node, Items) and not node.nodes
            own = () if begun else self.expand(node, f"list {name!r}", growing=True)
            return (*own, *self._from_elsewhere(name))
        except Flaw as flaw:
            return flaw
        finally:
            self._open.pop()

    def _from_elsewhere(self, name: str) -> tuple[Scalar, ...]:
        mark = Mark(file=f"the chat's list {name}", line=1, column=1)
        return tuple(Scalar(text=text, mark=mark) for text in self._added.get(name, ()))


def check_depth(depth: int, mark: Mark) -> None:
    """Refuses what includes itself on too many levels, however indirectly."""
    if depth > MAX_INCLUDED:
        raise Flaw("E005", mark, f"this includes others on more than {MAX_INCLUDED} levels; flatten it")
