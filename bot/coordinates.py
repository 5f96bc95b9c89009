"""Points on the map as people write them."""

from __future__ import annotations

import re

_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?"
_POINT = re.compile(
    rf"(?:geo:)?\(?\s*(?P<lat>{_NUMBER})\s*°?\s*(?P<between>[,;\s])\s*(?P<lng>{_NUMBER})\s*°?\s*\)?", re.ASCII
)
_NORTH, _EAST = 90.0, 180.0


def point(text: str) -> tuple[float, float] | None:
    """Latitude and longitude of `52.5, 13.4`; None for what is no point. Two bare whole numbers are none."""
    found = _POINT.fullmatch(text.strip())
    if found is None or (found["between"].isspace() and "." not in found["lat"] + found["lng"]):
        return None
    return on_earth(float(found["lat"]), float(found["lng"]))


def on_earth(latitude: float, longitude: float) -> tuple[float, float] | None:
    """The point, if there is one."""
    return (latitude, longitude) if abs(latitude) <= _NORTH and abs(longitude) <= _EAST else None
