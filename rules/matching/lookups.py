"""Ways to find, from what is seen of an event, the few rules that it could meet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property, partial
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from rules.matching.grid import cells_at
from rules.matching.patterns import by_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rules.matching.entries import Entries, Entry
    from rules.matching.glance import Look

Keyed: TypeAlias = "Mapping[Any, Entries]"
"""The rules under each key."""
Take: TypeAlias = "Callable[[Any], Iterable[Entry]]"
"""The rules for a value. It gives none under a key that the value does not have."""


class Lookup:
    """The rules that are found in one way. When what is looked at is not known, each of them may be meant."""

    def __init__(self, look: Look, by: str, keyed: Keyed, everyone: Callable[[], Entries]) -> None:
        """`by` says how keys are taken from what is looked at."""
        self.look = look
        self.by = by
        self.keyed = keyed
        self._gather = everyone

    @cached_property
    def take(self) -> Take:
        """Finds the rules."""
        return _TAKES[self.by](self.keyed)

    @cached_property
    def everyone(self) -> Entries:
        """All of the rules, to be asked from the beginning."""
        return self._gather()


def by_piece(keyed: Keyed) -> Take:
    """The key stands somewhere in the text: one scan for all of them."""
    import ahocorasick  # noqa: PLC0415 - only rules about texts need it, and starting must be quick

    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    entries = tuple(keyed.values())
    for number, piece in enumerate(keyed):
        automaton.add_word(piece, number)
    automaton.make_automaton()
    return lambda text: [
        entry for number in {number for _, number in automaton.iter(text)} for entry in entries[number]
    ]


def by_pair(keyed: Keyed) -> Take:
    """The key is one of several values and the next."""
    find = keyed.get
    return lambda values: chain.from_iterable(filter(None, map(find, pairwise(values))))


def from_below(keyed: Keyed, *, itself: bool) -> Take:
    """The key is a bound that the value is over, or `itself`."""
    bounds, entries, ends = _laid_out(keyed)
    place = bisect_right if itself else bisect_left
    return lambda value: entries[: ends[place(bounds, value)]]


def from_above(keyed: Keyed, *, itself: bool) -> Take:
    """The key is a bound that the value is under, or `itself`."""
    bounds, entries, ends = _laid_out(keyed)
    place = bisect_left if itself else bisect_right
    return lambda value: entries[ends[place(bounds, value)] :]


def _laid_out(keyed: Keyed) -> tuple[list[Any], Entries, list[int]]:
    """The bounds in order, the rules under them, and where those of the first so many bounds end."""
    bounds = sorted(keyed)
    entries = tuple(chain.from_iterable(keyed[bound] for bound in bounds))
    return bounds, entries, [*accumulate((len(keyed[bound]) for bound in bounds), initial=0)]


def by_cell(keyed: Keyed) -> Take:
    """The key is a cell of the map in which the point lies."""
    everywhere = tuple(chain.from_iterable(keyed.values()))
    sizes = sorted({size for size, _, _ in keyed})

    def take(point: tuple[float, float]) -> Iterable[Entry]:
        cells = cells_at(point, sizes)
        return everywhere if cells is None else chain.from_iterable(filter(None, map(keyed.get, cells)))

    return take


_TAKES: Mapping[str, Callable[[Keyed], Take]] = {
    "pair": by_pair,
    "piece": by_piece,
    "cell": by_cell,
    "pattern": by_pattern,
    ">": partial(from_below, itself=False),
    "≥": partial(from_below, itself=True),
    "<": partial(from_above, itself=False),
    "≤": partial(from_above, itself=True),
}
"""All ways but "value" (the value itself is the key) and "member" (it is one of several)."""
