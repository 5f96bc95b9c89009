"""Questions about where a photo was taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import asin, cos, isfinite, radians, sin, sqrt
from typing import TYPE_CHECKING

from domain.media import Place
from rules.folding import Text
from rules.problems import Flaw
from rules.syntax.scalars import distance, number, text
from rules.values.choices import OneOf
from rules.values.kinds import Aspect, Check, Kind, Modifier, Operand, Operator, exists
from rules.values.numbers import pair, plain
from rules.values.textkinds import TEXT
from rules.wording import Phrase, Wording, clipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.subject import Subject

_NAMED = replace(TEXT, exists=None)
"""Whether there is a name at all is asked of `location.name`."""
EARTH = 6_371_000.0
"""Its mean radius in metres."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Near:
    """Whether a place lies within a circle on the map."""

    latitude: float
    longitude: float
    metres: float

    def holds(self, value: Place, subject: Subject) -> tuple[bool, str]:
        """Whether it does; a place without coordinates does not."""
        del subject
        point = point_of(value)
        if point is None:
            return False, "no coordinates"
        away = self.metres_to(*point)
        held = away <= self.metres
        return held, f"{_shown(away)} {'≤' if held else '>'} {_shown(self.metres)}"

    def seen(self, value: Place, subject: Subject, wording: Wording) -> Phrase:
        """How far away it is."""
        held, _ = self.holds(value, subject)
        point = point_of(value)
        if point is None:
            return _tell(value, wording).negative_unless(told=False)
        away = _shown(self.metres_to(*point))
        return replace(wording, text="{} away").phrase(away).negative_unless(told=held)

    def asked(self, wording: Wording) -> Phrase:
        """How far away it may be, and from where."""
        centre = f"{plain(self.latitude)}, {plain(self.longitude)}"
        return replace(wording, text="{}").phrase(f"at most {_shown(self.metres)} from {centre}")

    def metres_to(self, latitude: float, longitude: float) -> float:
        """Along a great circle, by the haversine formula."""
        north, other_north = radians(self.latitude), radians(latitude)
        east = radians(longitude - self.longitude)
        half = sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin(east / 2) ** 2
        return 2 * EARTH * asin(sqrt(max(0.0, min(1.0, half))))


def point_of(place: Place) -> tuple[float, float] | None:
    """Where it is on the map; infinity is nowhere, though a network may say so."""
    latitude, longitude = place.latitude, place.longitude
    if latitude is None or longitude is None or not (isfinite(latitude) and isfinite(longitude)):
        return None
    return latitude, longitude


def _shown(metres: float) -> str:
    return f"{plain(round(metres / 1000, 1))} km" if metres >= 1000 else f"{plain(round(metres))} m"  # noqa: PLR2004


def _read_near(operand: Operand) -> Near:
    if "within" not in operand.siblings:
        raise Flaw("E102", operand.node.mark, f"{operand.label} needs 'within' beside it, such as within: 5km")
    latitude, longitude = (number(node, operand.label) for node in pair(operand))
    if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004 - where the globe ends
        message = f"{operand.label} takes [latitude, longitude] in degrees, up to 90 and up to 180"
        raise Flaw("E108", operand.node.mark, message)
    metres = distance(operand.siblings["within"], f"{operand.label} within")
    return Near(latitude=latitude, longitude=longitude, metres=metres)


def _id(place: Place) -> str:
    return place.id or ""


def _name(place: Place) -> Text:
    return Text(place.name or "")


def _by_id(wording: Wording) -> Wording:
    return replace(wording, text="at place {}")


def _as_it_is(wording: Wording) -> Wording:
    return wording


def _reads_ids(*, negated: bool) -> Callable[[Operand], Check[Place]]:
    def read(operand: Operand) -> Check[Place]:
        wanted = frozenset(text(entry, operand.label).strip() for entry in operand.entries())
        checks = (OneOf(wanted=wanted, negated=negated),)
        return Aspect(name="id", part=_id, checks=checks, speak=_by_id, whole=_show)

    return read


def _read_name(operand: Operand) -> Check[Place]:
    checks = _NAMED.nested(operand)
    return Aspect(name="name", part=_name, checks=checks, speak=_as_it_is, whole=_show)


def _show(value: Place) -> str:
    if value.name:
        return value.name
    point = point_of(value)
    return "somewhere" if point is None else "{:.4f}, {:.4f}".format(*point)


def _tell(value: Place, wording: Wording) -> Phrase:
    return wording.phrase(clipped(_show(value)))


PLACE: Kind[Place] = Kind(
    name="place",
    operators=(
        Operator(
            name="near",
            doc="Lies within a distance of [latitude, longitude].",
            example="location: { near: [52.52, 13.405], within: 30km }",
            read=_read_near,
        ),
        Operator(
            name="any_of",
            doc="Is one of these places, by id.",
            example="location: { any_of: ['212988663'] }",
            read=_reads_ids(negated=False),
        ),
        Operator(
            name="none_of",
            doc="Is none of these places, by id.",
            example="location: { none_of: ['212988663'] }",
            read=_reads_ids(negated=True),
        ),
        Operator(
            name="name",
            doc="What the place is called, asked as a text.",
            example="location: { name: { contains: berlin } }",
            read=_read_name,
        ),
    ),
    show=_show,
    tell=_tell,
    empty=Place(id=None, name=None, latitude=None, longitude=None),
    exists=exists("location"),
    modifiers={
        "within": Modifier(
            name="within",
            doc="How far away the place may be, in km or m.",
            example="location: { near: [52.52, 13.405], within: 500m }",
            belongs=("near",),
        )
    },
)
