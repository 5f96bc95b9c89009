"""Rules that share questions, as branches of one tree: what one photo answers with no is never asked further."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rules.matching.glance import Glance, Look

Node: TypeAlias = "tuple[tuple[int, ...], tuple[tuple[Look, Node], ...]]"
"""The rules, by their place in the set, that fire when it is reached; and the questions that lead further down."""

NOTHING: Node = ((), ())


class Trie:
    """A tree that grows."""

    __slots__ = ("below", "here")

    def __init__(self) -> None:
        self.here: list[int] = []
        self.below: dict[Look, Trie] = {}

    def add(self, questions: Iterable[Look], rule: int) -> None:
        """Put in a rule, under all its questions."""
        trie = self
        for question in questions:
            trie = trie.below.setdefault(question, Trie())
        trie.here.append(rule)

    def grown(self) -> Node:
        """The whole tree as data."""
        return tuple(self.here), tuple((question, trie.grown()) for question, trie in self.below.items())


def reached(glance: Glance, found: list[Node]) -> tuple[list[int], list[int]]:
    """The rules to which every question leads: those that fire, and those of which some answer is open."""
    fired: list[int] = []
    doubtful: list[Node] = []
    while found:
        rules, below = found.pop()
        fired += rules
        for question, node in below:
            answer = glance[question]
            if answer is True:
                found.append(node)
            elif answer is not False:
                doubtful.append(node)
    return sorted(set(fired)), _open(glance, doubtful)


def _open(glance: Glance, doubtful: list[Node]) -> list[int]:
    opened: set[int] = set()
    while doubtful:
        rules, below = doubtful.pop()
        opened.update(rules)
        doubtful += [node for question, node in below if glance[question] is not False]
    return sorted(opened)
