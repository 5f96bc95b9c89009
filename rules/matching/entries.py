"""What is left to ask about the rules under one key: common questions as bits, the others one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rules.matching.glance import Glance, Look

Plain: TypeAlias = tuple[int, int]
"""The bits of common questions, and the rule that fires when no answer to them is no or open."""
Asking: TypeAlias = "tuple[int, tuple[Look, ...], int]"
"""The same with other questions in between."""
Entries: TypeAlias = "tuple[tuple[Plain, ...], tuple[Asking, ...]]"
"""The rules under one key, called by their place in the set."""


def entries(found: Iterable[Asking]) -> Entries:
    """Those that ask only common questions apart, since they are most and settled at once."""
    listed = tuple(found)
    plain = tuple((bits, rule) for bits, questions, rule in listed if not questions)
    return plain, tuple(entry for entry in listed if entry[1])


def reached(glance: Glance, found: Sequence[Entries], failed: int, opened: int) -> tuple[list[int], list[int]]:
    """The rules that fire, and those of which some answer is open and none is no. Both in order.

    `failed` and `opened` are the bits of the common questions that are answered so.
    """
    troubled = failed | opened
    fired = [rule for plain, _ in found for bits, rule in plain if not bits & troubled]
    doubtful: list[int] = []
    for entry in [entry for _, asking in found for entry in asking if not entry[0] & failed]:
        answer = _answer(glance, entry[1])
        if answer is True and not entry[0] & opened:
            fired.append(entry[2])
        elif answer is not False:
            doubtful.append(entry[2])
    if opened:
        doubtful += [rule for plain, _ in found for bits, rule in plain if bits & opened and not bits & failed]
    return sorted(set(fired)), sorted(set(doubtful)) if doubtful else []


def _answer(glance: Glance, questions: Iterable[Look]) -> object:
    """Yes when every answer is; a certain no beats what is open."""
    said: object = True
    known = glance.get  # quicker than to miss an answer, and there are many
    for question in questions:
        answer = known(question)
        if answer is None:
            answer = glance[question] = question(glance)
        if answer is False:
            return False
        if answer is not True:
            said = answer
    return said
