"""The map in squares of several sizes, so that a photo meets only the circles that could hold it."""

from __future__ import annotations

from math import asin, cos, degrees, floor, radians, sin
from typing import TYPE_CHECKING, TypeAlias

from rules.values.places import EARTH, Near

if TYPE_CHECKING:
    from collections.abc import Iterable


SIZES = (0.02, 0.1, 0.5, 2.5, 10.0)
"""Edges of the squares in degrees. Each divides the globe evenly."""
MOST = 40
"""A circle is laid over at most so many squares, of the smallest size for which that is enough."""

_SLACK = 1e-6
"""Degrees by which a box is made larger than its circle: more than rounding can amount to."""


Cell: TypeAlias = tuple[float, int, int]
"""The size of a square, its row from the South Pole and its column from the line opposite of Greenwich."""


def cells_of(circle: Near) -> tuple[Cell, ...] | None:
    """The squares that a circle touches; `None` for one that holds a pole, or is too large for all sizes."""
    height = degrees(circle.metres / EARTH)
    south, north = circle.latitude - height - _SLACK, circle.latitude + height + _SLACK
    if south <= -90 or north >= 90:  # noqa: PLR2004 - the poles
        return None
    width = degrees(asin(min(1.0, sin(radians(height)) / cos(radians(circle.latitude))))) + _SLACK
    for size in SIZES:
        rows = range(_row(south, size), _row(north, size) + 1)
        first, last = (floor((circle.longitude + 180 + side) / size) for side in (-width, width))
        if len(rows) * (last - first + 1) <= MOST:
            around = _around(size)
            columns = dict.fromkeys(column % around for column in range(first, last + 1))
            return tuple((size, row, column) for row in rows for column in columns)
    return None


def cells_at(point: tuple[float, float], sizes: Iterable[float]) -> list[Cell] | None:
    """The square of each size in which a point lies; `None` for a point that is off the map, wherever that may be."""
    latitude, longitude = point
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 - where the globe ends
        return None
    return [(size, _row(latitude, size), floor((longitude + 180) / size) % _around(size)) for size in sizes]


def vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    """A point on a globe of radius 1, seen from its middle."""
    north, east = radians(latitude), radians(longitude)
    flat = cos(north)
    return flat * cos(east), flat * sin(east), sin(north)


def _row(latitude: float, size: float) -> int:
    return floor((latitude + 90) / size)


def _around(size: float) -> int:
    return round(360 / size)
