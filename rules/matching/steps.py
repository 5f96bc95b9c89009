"""What one look at an event is good for: finding rules, and answering the common questions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from rules.matching.tables import Measured, Met, measured, met

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from rules.matching.entries import Entries
    from rules.matching.glance import Look
    from rules.matching.lookups import Lookup, Take
    from rules.matching.tables import Tabled

Use: TypeAlias = "Callable[[Any, list[Entries]], int]"
"""Adds the rules that are found by a value, and gives the bits of the questions that it answers with no."""
Step: TypeAlias = "tuple[Look, tuple[Use, ...], int, tuple[Lookup, ...]]"
"""A look, what is done with what it shows, the bits of all common questions about it, and all lookups by it."""


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

    def step(self, look: Look) -> Step:
        """All of it as one step."""
        uses = [_taking(lookup.take) for by, lookup in self.lookups.items() if by not in {"value", "member"}]
        if self.one or "value" in self.lookups:
            uses.append(_by_value(*self._keyed(self.one, "value")))
        if self.several or "member" in self.lookups:
            uses.append(_by_member(*self._keyed(self.several, "member")))
        if self.amounts:
            uses.append(_by_amount(measured(self.amounts)))
        bits = sum(bit for _, bit in (*self.one, *self.several, *self.amounts))
        return look, tuple(uses), bits, tuple(self.lookups.values())

    def _keyed(self, questions: Iterable[tuple[Met, int]], by: str) -> tuple[_Keyed, int]:
        masks, wanting = met(questions)
        found = self.lookups[by].keyed if by in self.lookups else {}
        return {key: (masks.get(key, 0), found.get(key)) for key in masks.keys() | found.keys()}, wanting


_Keyed: TypeAlias = "Mapping[Hashable, tuple[int, Entries | None]]"


def steps(lookups: Iterable[Lookup], questions: Mapping[int, Tabled]) -> tuple[Step, ...]:
    """A step for every view that rules are found by or that common questions, here by their bits, are about."""
    drafts: defaultdict[Look, _Draft] = defaultdict(_Draft)
    for lookup in lookups:
        drafts[lookup.look].lookups[lookup.by] = lookup
    for bit, asked in questions.items():
        drafts[asked.view.look].add(asked, bit)
    return tuple(draft.step(look) for look, draft in drafts.items())


def _taking(take: Take) -> Use:
    def use(value: object, found: list[Entries]) -> int:
        found.extend(take(value))
        return 0

    return use


def _by_value(keyed: _Keyed, wanting: int) -> Use:
    find = keyed.get

    def use(value: Hashable, found: list[Entries]) -> int:
        bits, entries = find(value, (0, None))
        if entries:
            found.append(entries)
        return bits ^ wanting

    return use


def _by_member(keyed: _Keyed, wanting: int) -> Use:
    find = keyed.get

    def use(values: Iterable[Hashable], found: list[Entries]) -> int:
        seen = 0
        for bits, entries in filter(None, map(find, values)):
            seen |= bits
            if entries:
                found.append(entries)
        return seen ^ wanting

    return use


def _by_amount(failing: Callable[[Any], int]) -> Use:
    return lambda value, _: failing(value)
