"""The checks of the language as functions that say yes or no, and nothing about why."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, TypeAlias

from rules.matching.glance import Answer, all_of
from rules.outcomes import Standing
from rules.values.choices import Is, OneOf
from rules.values.kinds import Aspect
from rules.values.numbers import Between, Compared
from rules.values.people import Listed
from rules.values.places import Near
from rules.values.regexes import Regex
from rules.values.sets import Members, Overlap
from rules.values.texts import Part, Pieces, Quantity, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rules.matching.glance import Glance, Look
    from rules.matching.views import View, Views
    from rules.values.kinds import Check

Holds: TypeAlias = "Callable[[Any], bool]"

_SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "≤": operator.le,
    ">": operator.gt,
    "≥": operator.ge,
    "=": operator.eq,
    "≠": operator.ne,
}


def asking(check: Check[Any], view: View, views: Views) -> Look:
    """The question whether a check holds of what is viewed. What is absent holds nothing.

    A check of a class that is not known here is asked by its own `holds`, which also says why and so takes longer.
    """
    if type(check) is Aspect and is_shared(check):
        below = views.part(view, check)
        return _together([asking(one, below, views) for one in check.checks])
    if type(check) is Compared and check.sign in _SIGNS:
        return _compared(view.look, check)
    if type(check) in _QUICK:
        seen, made = _QUICK[type(check)]
        return _held(seen(views, view, check).look, made(check))
    return _plain(view.look, check)


def is_shared(aspect: Aspect[Any, Any]) -> bool:
    """Whether the part of an aspect depends on nothing but where it is written."""
    return aspect.part.__closure__ is None


def _together(questions: list[Look]) -> Look:
    return questions[0] if len(questions) == 1 else lambda glance: all_of(glance, questions)


def _held(look: Look, holds: Holds) -> Look:
    def ask(glance: Glance) -> Answer:
        value = glance[look]
        if value.__class__ is Standing:
            return value
        return value is not None and holds(value)

    return ask


def _compared(look: Look, check: Compared[Any]) -> Look:
    compare, bound = _SIGNS[check.sign], check.bound

    def ask(glance: Glance) -> Answer:
        value = glance[look]
        if value.__class__ is Standing:
            return value
        return value is not None and compare(value, bound)

    return ask


def _plain(look: Look, check: Check[Any]) -> Look:
    def ask(glance: Glance) -> Answer:
        value = glance[look]
        if value.__class__ is Standing:
            return value
        return value is not None and check.holds(value, glance.subject)[0]

    return ask


def _between(check: Between[Any]) -> Holds:
    low, high = check.low, check.high
    return lambda value: low <= value <= high


def _one_of(check: OneOf) -> Holds:
    wanted, held = check.wanted, not check.negated
    return lambda value: (value in wanted) is held


def _is(check: Is) -> Holds:
    return lambda value: value is check.wanted


def _words(check: Words) -> Holds:
    phrases = check.phrases
    if check.quantity is Quantity.ALL:
        return lambda spoken: all(phrase in spoken for phrase in phrases)
    wanted = check.quantity is Quantity.ANY
    return _contained(phrases, wanted=wanted)


def _contained(pieces: tuple[str, ...], *, wanted: bool) -> Holds:
    if len(pieces) == 1:
        piece = pieces[0]
        return lambda text: (piece in text) is wanted
    return lambda text: any(piece in text for piece in pieces) is wanted


def _pieces(check: Pieces) -> Holds:
    wanted = check.wanted
    match check.part:
        case Part.ANYWHERE | Part.NOWHERE:
            return _contained(wanted, wanted=check.part is Part.ANYWHERE)
        case Part.WHOLE:
            return lambda text: text in wanted
        case Part.START:
            return lambda text: text.startswith(wanted)
        case Part.END:
            return lambda text: text.endswith(wanted)


def _members(check: Members) -> Holds:
    wanted = check.wanted
    match check.overlap:
        case Overlap.ANY:
            return lambda there: not wanted.isdisjoint(there)
        case Overlap.NONE:
            return wanted.isdisjoint
        case Overlap.ALL:
            return wanted.issubset
        case Overlap.ONLY:
            return lambda there: bool(there) and wanted.issuperset(there)


def _listed(check: Listed) -> Holds:
    wanted, negated = check.wanted, check.negated
    return lambda names: wanted.isdisjoint(names) is negated


def _near(check: Near) -> Holds:
    return lambda point: check.metres_to(*point) <= check.metres


def _regex(check: Regex) -> Holds:
    return lambda text: (check.hit(text) is not None) is check.wanted


_QUICK: Mapping[type, tuple[Callable[[Views, View, Any], View], Callable[[Any], Holds]]] = {
    Between: (lambda _, view, __: view, _between),
    OneOf: (lambda _, view, __: view, _one_of),
    Is: (lambda _, view, __: view, _is),
    Words: (lambda views, view, check: views.spoken(view, check.folding), _words),
    Pieces: (lambda views, view, check: views.folded(view, check.folding), _pieces),
    Members: (lambda views, view, _: views.members(view), _members),
    Listed: (lambda views, view, _: views.names(view), _listed),
    Regex: (lambda _, view, __: view, _regex),
    Near: (lambda views, view, _: views.point(view), _near),
}
"""By class, exactly: how a value is looked at, and what is asked of that."""
