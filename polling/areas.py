"""Circles on the map: what a search around a point gives, as a list with pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.media import Circle, Page
from rules.values.places import Near, point_of

if TYPE_CHECKING:
    from domain.media import Media, Place
    from domain.sources import Source
    from networks.port import Network

SPAN = timedelta(days=5)
"""How far back a search goes when no span is asked for. The longest that may be asked for is a week."""
_METRES_IN_KM = 1000


def circle(area: Source) -> Circle:
    """The circle that a source of kind `area` stands for."""
    latitude, longitude, metres = area.value.split(",")
    return Circle(latitude=float(latitude), longitude=float(longitude), radius=round(float(metres)))


async def page(network: Network, area: Source, *, cursor: str | None, count: int) -> Page[Media]:
    """Photos within the circle, newest first.

    A search knows no cursor. The next older page is what was there until the oldest photo of this one; that photo
    comes once more, as others may be of the same second.
    """
    latest = None if cursor is None else datetime.fromisoformat(cursor)
    earliest = None if latest is None else latest - SPAN
    found = await network.search_media(circle(area), earliest=earliest, latest=latest, count=count)
    newest_first = tuple(sorted(found, key=lambda media: media.created_at, reverse=True))
    oldest = newest_first[-1].created_at if newest_first else None
    ends = oldest is None or (latest is not None and oldest >= latest)
    return Page(items=newest_first, older=None if oldest is None or ends else oldest.isoformat())


def contains(area: Source, place: Place) -> bool:
    """Whether a place lies within the circle; one without coordinates does not."""
    around, point = circle(area), point_of(place)
    if point is None or around.radius is None:
        return False
    near = Near(latitude=around.latitude, longitude=around.longitude, metres=around.radius)
    return near.metres_to(*point) <= near.metres


def label(area: Source) -> str:
    """The circle as its owner would call it."""
    around = circle(area)
    metres = around.radius or 0
    wide = f"{metres / _METRES_IN_KM:g} km" if metres >= _METRES_IN_KM else f"{metres} m"
    return f"the photos within {wide} of {around.latitude:g}, {around.longitude:g}"
