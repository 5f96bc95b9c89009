"""Circles on the map that subscriptions made; their photos are listed under `/geographies/{id}/media/recent`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.instagram.journal import Journal
    from sandbox.instagram.world.posts import Post

_EARTH_METRES = 6_371_000.0
_FIRST_ID = 1_739_230
"""Choice: near the one captured."""
_KEY = "geographies"


@dataclass(frozen=True, kw_only=True, slots=True)
class Geography:
    """A circle."""

    id: str
    client_id: str
    """The app that made it; others have no access."""
    latitude: float
    longitude: float
    radius: float
    """In metres."""

    def holds(self, post: Post) -> bool:
        """Whether the photo tells that it was taken inside."""
        point = post.draft.point
        return point is not None and metres((self.latitude, self.longitude), point) <= self.radius


class Geographies:
    """All circles, kept in the journal. None is ever removed, so that no id means two."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        rows = json.loads(journal.meta(_KEY) or "[]")
        self._known = {row["id"]: Geography(**row) for row in rows}

    def add(self, client_id: str, latitude: float, longitude: float, radius: float) -> Geography:
        """The app's circle around this point; a new one if it has none there."""
        number = str(_FIRST_ID + len(self._known))
        wanted = Geography(id=number, client_id=client_id, latitude=latitude, longitude=longitude, radius=radius)
        for known in self._known.values():
            if {**asdict(known), "id": number} == asdict(wanted):
                return known
        self._known[number] = wanted
        self._journal.keep(**{_KEY: json.dumps([asdict(one) for one in self._known.values()])})
        return wanted

    def find(self, geography_id: str) -> Geography | None:
        """The circle with this id."""
        return self._known.get(geography_id)


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two points (latitude and longitude in degrees) are apart, along the surface of the earth."""
    (north, east), (other_north, other_east) = (tuple(map(radians, point)) for point in (one, other))
    across = sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * _EARTH_METRES * asin(sqrt(min(1.0, across)))
