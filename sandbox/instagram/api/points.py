"""Points and spans that a call asks about: where, how far around, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import TYPE_CHECKING

from sandbox.instagram.api import errors
from sandbox.instagram.api.call import digits
from sandbox.instagram.world.geographies import metres
from sandbox.instagram.world.numbers import stamp
from sandbox.instagram.world.shelf import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.instagram.api.call import Call
    from sandbox.instagram.world.shelf import Shelf

_LATEST_SECOND = 4_102_444_800
"""The year 2100: timestamps beyond it mean no more than it does."""
_NORTH, _EAST = 90.0, 180.0
_LONGEST_NUMBER = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Circle:
    """A point and how far around it, in metres."""

    latitude: float
    longitude: float
    radius: float

    def distance(self, point: tuple[float, float]) -> float | None:
        """How far away a point is; `None` if it is outside."""
        far = metres((self.latitude, self.longitude), point)
        return far if far <= self.radius else None

    def shelves(self, by_point: Mapping[tuple[float, float], Shelf]) -> list[Shelf]:
        """Those whose point is inside."""
        return [shelf for point, shelf in by_point.items() if self.distance(point) is not None]


def circle(call: Call, *, default: float, largest: float) -> Circle:
    """What `lat`, `lng` and `distance` say. Choice: a larger distance is cut silently, as a larger count is."""
    latitude, longitude = _number(call, "lat"), _number(call, "lng")
    if latitude is None or longitude is None:
        raise errors.invalid("lat and lng are needed, both.")
    if abs(latitude) > _NORTH or abs(longitude) > _EAST:
        raise errors.invalid("lat is from -90 to 90, lng from -180 to 180.")
    distance = _number(call, "distance")
    if distance is not None and distance <= 0:
        raise errors.invalid("distance must be larger than zero.")
    return Circle(latitude=latitude, longitude=longitude, radius=min(distance or default, largest))


def moment(call: Call, name: str) -> datetime | None:
    """A timestamp in seconds; only legacy apps may say one, from others it is ignored."""
    text = call.params.get(name)
    if not text or not call.legacy:
        return None
    seconds = digits(text)
    if seconds is None:
        raise errors.invalid(f"{name} is a time in seconds.")
    return datetime.fromtimestamp(min(seconds, _LATEST_SECOND), UTC)


def number_at(at: datetime | None) -> int | None:
    """The smallest number that a photo of this moment can have."""
    return None if at is None else max(0, stamp(at))


def search_span(call: Call, *, default: timedelta, longest: timedelta) -> Span:
    """What `min_timestamp` and `max_timestamp` say. Choice: too long a span is refused."""
    latest = min(moment(call, "max_timestamp") or call.now, call.now)
    earliest = moment(call, "min_timestamp") or latest - default
    if latest - earliest > longest:
        raise errors.invalid(f"The time span must not be longer than {longest.days} days.")
    # the last second belongs to the span
    return Span(above=max(0, stamp(earliest)) - 1, below=max(0, stamp(latest + timedelta(seconds=1))))


def _number(call: Call, name: str) -> float | None:
    text = call.params.get(name)
    if not text:
        return None
    try:
        number = float(text) if text.isascii() and len(text) <= _LONGEST_NUMBER else None
    except ValueError:
        number = None
    if number is None or not isfinite(number):
        raise errors.invalid(f"{name} must be a number.")
    return number
