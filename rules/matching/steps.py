"""What one look at an event is good for: finding rules, and answering the common questions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from rules.matching.entries import MARK
from rules.matching.tables import Measured, Met, measured, met

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

    from rules.matching.entries import Entry
    from rules.matching.glance import Look
    from rules.matching.lookups import Keyed, Lookup, Take
    from rules.matching.tables import Tabled

Use: TypeAlias = "Callable[[Any, list[Entry]], int]"
"""Adds the rules that are found by a value, and gives the bits of the questions that it answers with no."""
Step: TypeAlias = "tuple[Look, Use, int, tuple[Lookup, ...]]"
"""A look and what is done with what it shows; with the first such step, all bits and lookups that depend on it."""


@dataclass(frozen=True, slots=True)
class _Draft:
    lookups: dict[str, Lookup] = field(default_factory=dict)
    """By how they take keys from the value."""
    one: list[tuple[Met, int]] = field(default_factory=list)
    several: list[tuple[Met, int]] = field(default_factory=list)
    amounts: list[tuple[Measured, int]] = field(default_factory=list)

    def add(self, asked: Tabled, bit: int) -> None:
        """Put in a common question."""
        if isinstance(asked, Measured):
            self.amounts.append((asked, bit))
        else:
            (self.several if asked.several else self.one).append((asked, bit))

    def steps(self, look: Look) -> Iterator[Step]:
        """A step for every use. The first also says what it means that nothing is seen, or nothing is known."""
        uses = [_taking(lookup.take) for by, lookup in self.lookups.items() if by not in {"value", "member"}]
        if self.one or "value" in self.lookups:
            uses.append(_by_value(*self._keyed(self.one, "value")))
        if self.several or "member" in self.lookups:
            uses.append(_by_member(*self._keyed(self.several, "member")))
        if self.amounts:
            uses.append(_by_amount(measured(self.amounts)))
        bits = sum(bit for _, bit in (*self.one, *self.several, *self.amounts))
        yield look, uses[0], bits, tuple(self.lookups.values())
        for use in uses[1:]:
            yield look, use, 0, ()

    def _keyed(self, questions: Iterable[tuple[Met, int]], by: str) -> tuple[Keyed, int]:
        masks, wanting = met(questions)
        found = self.lookups[by].keyed if by in self.lookups else {}
        marked = {key: (bits | MARK, *found.get(key, ())) for key, bits in masks.items()}
        return {**found, **marked}, wanting


def steps(lookups: Iterable[Lookup], questions: Mapping[int, Tabled]) -> tuple[Step, ...]:
    """Steps for every view that rules are found by or that common questions, here by their bits, are about."""
    drafts: defaultdict[Look, _Draft] = defaultdict(_Draft)
    for lookup in lookups:
        drafts[lookup.look].lookups[lookup.by] = lookup
    for bit, asked in questions.items():
        drafts[asked.view.look].add(asked, bit)
    return tuple(step for look, draft in drafts.items() for step in draft.steps(look))


def _taking(take: Take) -> Use:
    def use(value: object, found: list[Entry]) -> int:
        found += take(value)
        return 0

    return use


def _by_value(keyed: Keyed, wanting: int) -> Use:
    find = keyed.get

    def use(value: Hashable, found: list[Entry]) -> int:
        entries = find(value)
        if not entries:
            return wanting
        found += entries
        return entries[0] ^ wanting if entries[0] & MARK else wanting

    return use


def _by_member(keyed: Keyed, wanting: int) -> Use:
    hits = frozenset(keyed).intersection

    def use(values: Iterable[Hashable], found: list[Entry]) -> int:
        seen = 0
        for key in hits(values):
            entries = keyed[key]
            found += entries
            if entries[0] & MARK:
                seen |= entries[0]
        return seen ^ wanting

    return use


def _by_amount(failing: Callable[[Any], int]) -> Use:
    return lambda value, _: failing(value)
