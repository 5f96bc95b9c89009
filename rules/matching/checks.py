"""The checks of the language as functions that say yes or no, and nothing about why."""

from __future__ import annotations

import operator
from math import cos, degrees, pi, radians, sin
from typing import TYPE_CHECKING, Any, TypeAlias

from rules.matching.glance import Answer, all_of
from rules.matching.grid import vector
from rules.outcomes import Standing
from rules.values.choices import Is, OneOf
from rules.values.kinds import Aspect
from rules.values.numbers import Between, Compared
from rules.values.people import Listed
from rules.values.places import EARTH, Near
from rules.values.regexes import Regex
from rules.values.sets import Members, Overlap
from rules.values.texts import Part, Pieces, Quantity, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rules.matching.glance import Glance, Look
    from rules.matching.views import View, Views
    from rules.values.kinds import Check

_SLACK = 1e-9
"""Of the squared distance: far more than rounding can amount to."""
_FLAT_METRES, _FLAT_LATITUDE = 100_000.0, 60.0
"""Up to here the Earth passes for flat."""
_POLE, _HALF = 90.0, 180.0
"""Degrees at which the globe ends, and beyond which the other way around it is shorter."""

Holds: TypeAlias = "Callable[[Any], bool]"

SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
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
    make = _QUICK.get(type(check))
    return _plain(view.look, check) if make is None else make(check, view, views)


def is_shared(aspect: Aspect[Any, Any]) -> bool:
    """Whether the part of an aspect depends on nothing but where it is written."""
    return aspect.part.__closure__ is None


def _together(questions: list[Look]) -> Look:
    return questions[0] if len(questions) == 1 else lambda glance: all_of(glance, questions)


def _held(look: Look, holds: Holds, *, expected: bool = True) -> Look:
    def ask(glance: Glance) -> Answer:
        value = glance[look]
        if value.__class__ is Standing:
            return value
        return value is not None and holds(value) is expected

    return ask


def _compared(look: Look, check: Compared[Any]) -> Look:
    compare, bound = SIGNS[check.sign], check.bound

    def ask(glance: Glance) -> Answer:
        value = glance[look]
        if value.__class__ is Standing:
            return value
        return value is not None and compare(value, bound)

    return ask


def _between(look: Look, check: Between[Any]) -> Look:
    low, high = check.low, check.high

    def ask(glance: Glance) -> Answer:
        value = glance[look]
        if value.__class__ is Standing:
            return value
        return value is not None and low <= value <= high

    return ask


def _contained(look: Look, pieces: tuple[str, ...], *, expected: bool) -> Look:
    if len(pieces) > 1:
        return _held(look, lambda text: any(piece in text for piece in pieces), expected=expected)
    (piece,) = pieces

    def ask(glance: Glance) -> Answer:
        text = glance[look]
        if text.__class__ is Standing:
            return text
        return text is not None and (piece in text) is expected

    return ask


def _plain(look: Look, check: Check[Any]) -> Look:
    def ask(glance: Glance) -> Answer:
        value = glance[look]
        if value.__class__ is Standing:
            return value
        return value is not None and check.holds(value, glance.subject)[0]

    return ask


def _one_of(check: OneOf, view: View, _: Views) -> Look:
    return _held(view.look, check.wanted.__contains__, expected=not check.negated)


def _is(check: Is, view: View, _: Views) -> Look:
    return _held(view.look, check.wanted.__eq__)


def _words(check: Words, view: View, views: Views) -> Look:
    look, phrases = views.spoken(view, check.folding).look, check.phrases
    if check.quantity is Quantity.ALL:
        return _held(look, lambda spoken: all(phrase in spoken for phrase in phrases))
    return _contained(look, phrases, expected=check.quantity is Quantity.ANY)


def _pieces(check: Pieces, view: View, views: Views) -> Look:
    look, wanted = views.folded(view, check.folding).look, check.wanted
    match check.part:
        case Part.ANYWHERE | Part.NOWHERE:
            return _contained(look, wanted, expected=check.part is Part.ANYWHERE)
        case Part.WHOLE:
            return _held(look, frozenset(wanted).__contains__)
        case Part.START:
            return _held(look, lambda text: text.startswith(wanted))
        case Part.END:
            return _held(look, lambda text: text.endswith(wanted))


def _members(check: Members, view: View, views: Views) -> Look:
    look, wanted = views.members(view).look, check.wanted
    match check.overlap:
        case Overlap.ANY | Overlap.NONE:
            return _held(look, wanted.isdisjoint, expected=check.overlap is Overlap.NONE)
        case Overlap.ALL:
            return _held(look, wanted.issubset)
        case Overlap.ONLY:
            return _held(look, lambda there: bool(there) and wanted.issuperset(there))


def _listed(check: Listed, view: View, views: Views) -> Look:
    return _held(views.names(view).look, check.wanted.isdisjoint, expected=check.negated)


def _near(check: Near, view: View, views: Views) -> Look:
    """Roughly at first, since few points lie close to the edge; there, along a great circle."""
    if check.metres <= _FLAT_METRES and abs(check.latitude) <= _FLAT_LATITUDE:
        return _near_flat(check, views.point(view).look)
    return _near_round(check, views.vector(view).look, views.point(view).look)


def _near_flat(check: Near, find: Look) -> Look:
    """As on a plain, which over such circles errs by less than a twentieth of the squared distance."""
    south, west, shrink = check.latitude, check.longitude, cos(radians(check.latitude))
    edge = degrees(check.metres / EARTH) ** 2
    inside, outside = edge * 0.9, edge * 1.1

    def ask(glance: Glance) -> Answer:
        point = glance[find]
        if point.__class__ is Standing:
            return point
        if point is None:
            return False
        north, east = point[0] - south, (point[1] - west) * shrink
        away = north * north + east * east
        if away <= inside:
            return True
        if away > outside and abs(point[0]) <= _POLE and abs(point[1]) <= _HALF and abs(point[1] - west) <= _HALF:
            return False
        return check.metres_to(*point) <= check.metres

    return ask


def _near_round(check: Near, find: Look, place: Look) -> Look:
    """Straight through the Earth it is quickly reckoned; but at the edge of the circle, that is not exact enough."""
    east, north, up = vector(check.latitude, check.longitude)
    edge = (2 * sin(min(check.metres / (2 * EARTH), pi / 2))) ** 2
    inside, outside = edge * (1 - _SLACK) - _SLACK**2, edge * (1 + _SLACK) + _SLACK**2

    def ask(glance: Glance) -> Answer:
        at = glance[find]
        if at.__class__ is Standing:
            return at
        if at is None:
            return False
        x, y, z = at
        away = (x - east) * (x - east) + (y - north) * (y - north) + (z - up) * (z - up)
        if inside < away < outside:
            return check.metres_to(*glance[place]) <= check.metres
        return bool(away <= inside)

    return ask


def _regex(check: Regex, view: View, _: Views) -> Look:
    return _held(view.look, lambda text: check.hit(text) is not None, expected=check.wanted)


_QUICK: Mapping[type, Callable[[Any, View, Views], Look]] = {
    Between: lambda check, view, _: _between(view.look, check),
    Compared: lambda check, view, _: _compared(view.look, check),
    OneOf: _one_of,
    Is: _is,
    Words: _words,
    Pieces: _pieces,
    Members: _members,
    Listed: _listed,
    Regex: _regex,
    Near: _near,
}
"""By class, exactly: a class that is not known here may mean something else."""
