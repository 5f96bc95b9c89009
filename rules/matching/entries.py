"""What is left to ask about the rules under one key: common questions as bits, the others one by one."""

from __future__ import annotations

from bisect import bisect_left
from operator import ne
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rules.matching.glance import Glance, Look

Entry: TypeAlias = int
"""What is left to ask about one rule, as one number, since thousands are looked at and must lie close together.

Below are the bits of the common questions of which no answer may be no or open; from `SHIFT` on, whom to call then.
"""
Entries: TypeAlias = tuple[Entry, ...]
"""The rules under one key."""
Reached: TypeAlias = tuple[list[int], list[int]]
"""The rules that fire, and those of which some answer is open and none is no. Both in order."""

SHIFT = 120
MARK = 1
"""The lowest bit, which counts as answered with no. With it, an entry calls nobody: it has something else to say."""


class Callers:
    """Whom entries call: a rule by its place in the set, or, if there is more to ask about it, by a number above."""

    def __init__(self, places: Iterable[int]) -> None:
        self._first = max(places, default=-1) + 1
        self._asking: list[tuple[int, tuple[Look, ...]]] = []

    def entry(self, place: int, bits: int, questions: tuple[Look, ...]) -> Entry:
        """The entry of a rule that fires when all these questions are answered with yes."""
        if not questions:
            return place << SHIFT | bits
        self._asking.append((place, questions))
        return self._first + len(self._asking) - 1 << SHIFT | bits

    def reached(self, glance: Glance, found: Iterable[Entry], failed: int, opened: int) -> Reached:
        """What comes of the entries that were found. The bits are of the common questions answered so."""
        failed |= MARK
        if opened:
            return self._doubted(glance, [entry for entry in found if not entry & failed], opened)
        calls = _in_order([entry >> SHIFT for entry in found if not entry & failed])
        return self._settled(glance, calls, []) if calls and calls[-1] >= self._first else (calls, [])

    def _doubted(self, glance: Glance, left: Iterable[Entry], opened: int) -> Reached:
        sure = _in_order([entry >> SHIFT for entry in left if not entry & opened])
        return self._settled(glance, sure, _in_order([entry >> SHIFT for entry in left if entry & opened]))

    def _settled(self, glance: Glance, sure: list[int], doubtful: list[int]) -> Reached:
        plain = bisect_left(sure, self._first)
        fired, asking = sure[:plain], sure[plain:]
        plain = bisect_left(doubtful, self._first)
        opened, doubting = doubtful[:plain], doubtful[plain:]
        for call in asking:
            place, answer = self._answered(glance, call)
            if answer is not False:
                _put(fired if answer is True else opened, place)
        for call in doubting:
            place, answer = self._answered(glance, call)
            if answer is not False:
                _put(opened, place)
        return fired, opened

    def _answered(self, glance: Glance, call: int) -> tuple[int, object]:
        """The rule, and yes when every answer is; a certain no beats what is open."""
        place, questions = self._asking[call - self._first]
        said: object = True
        known = glance.get  # quicker than to miss an answer, and there are many
        for question in questions:
            answer = known(question)
            if answer is None:
                answer = glance[question] = question(glance)
            if answer is False:
                return place, False
            if answer is not True:
                said = answer
        return place, said


def _in_order(calls: list[int]) -> list[int]:
    """Each once. They come in a few ordered runs, and seldom twice: to sort them is quicker than to collect a set."""
    calls.sort()
    following = calls[1:]
    if all(map(ne, calls, following)):
        return calls
    return [call for call, after in zip(calls, following, strict=False) if call != after] + calls[-1:]


def _put(places: list[int], place: int) -> None:
    at = bisect_left(places, place)
    if places[at : at + 1] != [place]:
        places.insert(at, place)
