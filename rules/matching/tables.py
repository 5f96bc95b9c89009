"""Common questions as bits: one look at a value tells which of all questions about it are answered with no."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from rules.matching.checks import SIGNS, is_shared
from rules.matching.terms import Brought, Single
from rules.values.choices import Is, OneOf
from rules.values.kinds import Aspect
from rules.values.numbers import Between, Compared
from rules.values.people import Listed
from rules.values.sets import Members, Overlap
from rules.values.texts import Quantity, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from rules.matching.terms import Term
    from rules.matching.views import View, Views
    from rules.values.kinds import Check


@dataclass(frozen=True, kw_only=True, slots=True)
class Met:
    """A question whether a value is, or has, one of some; negated: none of them."""

    view: View
    wanted: frozenset[Hashable]
    negated: bool
    several: bool
    """Whether there may be several values."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """A question that compares an amount with bounds."""

    view: View
    check: Compared[Any] | Between[Any]


Tabled: TypeAlias = Met | Measured


def tabled(asked: Term, views: Views, brought: View) -> Tabled | None:
    """A question in a shape that a table can answer, if it has one."""
    if isinstance(asked, Brought):
        return Met(view=brought, wanted=asked.sources, negated=False, several=True)
    if not isinstance(asked, Single) or asked.negated:
        return None
    return _of_check(asked.test.check, views.value(asked.test.field), views)


def _of_check(check: Check[Any] | object, view: View, views: Views) -> Tabled | None:
    if type(check) is Aspect and is_shared(check) and len(check.checks) == 1:
        return _of_check(check.checks[0], views.part(view, check), views)
    make = _SHAPES.get(type(check))
    return None if make is None else make(check, view, views)


def _words(check: Words, view: View, views: Views) -> Tabled | None:
    words = [phrase.split() for phrase in check.phrases]
    if check.quantity is Quantity.ALL or any(len(one) > 1 for one in words):
        return None
    wanted = frozenset(one[0].encode() for one in words)
    spoken = views.words(view, check.folding)
    return Met(view=spoken, wanted=wanted, negated=check.quantity is Quantity.NONE, several=True)


def _members(check: Members, view: View, views: Views) -> Tabled | None:
    if check.overlap not in {Overlap.ANY, Overlap.NONE}:
        return None
    negated = check.overlap is Overlap.NONE
    return Met(view=views.members(view), wanted=check.wanted, negated=negated, several=True)


_SHAPES: Mapping[type, Callable[[Any, View, Views], Tabled | None]] = {
    Between: lambda check, view, _: Measured(view=view, check=check),
    Compared: lambda check, view, _: Measured(view=view, check=check) if check.sign in SIGNS else None,
    OneOf: lambda check, view, _: Met(view=view, wanted=check.wanted, negated=check.negated, several=False),
    Is: lambda check, view, _: Met(view=view, wanted=frozenset({check.wanted}), negated=False, several=False),
    Words: _words,
    Members: _members,
    Listed: lambda check, view, views: Met(
        view=views.names(view), wanted=check.wanted, negated=check.negated, several=True
    ),
}
"""By class, exactly: a class that is not known here may mean something else."""


def met(questions: Iterable[tuple[Met, int]]) -> tuple[dict[Hashable, int], int]:
    """The bits of the questions that each key meets, and of those that want to be met."""
    masks: defaultdict[Hashable, int] = defaultdict(int)
    wanting = 0
    for asked, bit in questions:
        wanting |= 0 if asked.negated else bit
        for key in asked.wanted:
            masks[key] |= bit
    return dict(masks), wanting


def measured(questions: Sequence[tuple[Measured, int]]) -> Callable[[Any], int]:
    """The bits of the questions that an amount answers with no: a mask for every bound, and every gap between two."""
    bounds = sorted({bound for asked, _ in questions for bound in _bounds(asked.check)})
    masks = [
        sum(bit for asked, bit in questions if not _holds(asked.check, place, bounds))
        for place in range(2 * len(bounds) + 1)
    ]
    return lambda value: masks[bisect_left(bounds, value) + bisect_right(bounds, value)]


def _bounds(check: Compared[Any] | Between[Any]) -> tuple[Any, ...]:
    return (check.low, check.high) if isinstance(check, Between) else (check.bound,)


def _holds(check: Compared[Any] | Between[Any], place: int, bounds: list[Any]) -> bool:
    """Whether it holds at a place: `2 * n + 1` is the bound with number n, `2 * n` the gap before it."""
    if isinstance(check, Between):
        return 2 * bounds.index(check.low) + 1 <= place <= 2 * bounds.index(check.high) + 1
    return SIGNS[check.sign](place, 2 * bounds.index(check.bound) + 1)
