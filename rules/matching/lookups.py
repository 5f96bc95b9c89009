"""Ways to find, from what is seen of an event, the few rules that it could meet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from rules.matching.grid import cells_at
from rules.outcomes import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rules.matching.glance import Glance, Look
    from rules.matching.tries import Node

Keyed: TypeAlias = "Mapping[Any, Node]"
"""The rules under each key."""
Take: TypeAlias = "Callable[[Any], Iterable[Node]]"
"""The rules for a value. It gives none under a key that the value does not have."""


class Lookup:
    """The rules that are found in one way. When what is looked at is not known, each of them may be meant."""

    def __init__(self, look: Look, take: Take, everyone: Callable[[], Node]) -> None:
        self._look = look
        self._take = take
        self._gather = everyone

    def find(self, glance: Glance, found: list[Node]) -> None:
        """Add the rules that an event could meet."""
        value = glance[self._look]
        if value.__class__ is Standing:
            found.append(self._everyone)
        elif value is not None:
            found.extend(self._take(value))

    @cached_property
    def _everyone(self) -> Node:
        return self._gather()


def by_value(keyed: Keyed) -> Take:
    """The key is the value."""
    return lambda value: (keyed[value],) if value in keyed else ()


def by_member(keyed: Keyed) -> Take:
    """The key is one of several values."""
    return lambda members: [keyed[member] for member in members if member in keyed]


def by_source(keyed: Keyed) -> Take:
    """The key is a list that brought the photo."""
    known = frozenset(keyed)  # two sets meet by the hashes that they have kept
    return lambda brought: [keyed[source] for source in known & brought]


def by_piece(keyed: Keyed) -> Take:
    """The key stands somewhere in the text: one scan for all of them."""
    import ahocorasick  # noqa: PLC0415 - only rules about texts need it, and starting must be quick

    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    nodes = tuple(keyed.values())
    for number, piece in enumerate(keyed):
        automaton.add_word(piece, number)
    automaton.make_automaton()
    return lambda text: [nodes[number] for number in {number for _, number in automaton.iter(text)}]


def from_below(keyed: Keyed, *, itself: bool) -> Take:
    """The key is a bound that the value is over, or `itself`."""
    bounds = sorted(keyed)
    nodes = tuple(keyed[bound] for bound in bounds)
    place = bisect_right if itself else bisect_left
    return lambda value: nodes[: place(bounds, value)]


def from_above(keyed: Keyed, *, itself: bool) -> Take:
    """The key is a bound that the value is under, or `itself`."""
    bounds = sorted(keyed)
    nodes = tuple(keyed[bound] for bound in bounds)
    place = bisect_left if itself else bisect_right
    return lambda value: nodes[place(bounds, value) :]


def by_cell(keyed: Keyed) -> Take:
    """The key is a cell of the map in which the point lies."""
    everywhere = tuple(keyed.values())
    sizes = sorted({cell.size for cell in keyed})

    def take(point: tuple[float, float]) -> Iterable[Node]:
        cells = cells_at(point, sizes)
        return everywhere if cells is None else [keyed[cell] for cell in cells if cell in keyed]

    return take
