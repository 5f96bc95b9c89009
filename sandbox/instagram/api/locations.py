"""Endpoints about places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.api import errors
from sandbox.instagram.api.call import Answer
from sandbox.instagram.api.objects import Shapes
from sandbox.instagram.api.paging import by_media_id, page_size
from sandbox.instagram.api.points import circle

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Call
    from sandbox.instagram.world.cast import Place

_LEGACY_DISTANCE, _LEGACY_LARGEST = 1000.0, 5000.0
_DISTANCE, _LARGEST = 500.0, 750.0
_FOUND = 20
"""Choice."""
_FOREIGN = ("facebook_places_id", "foursquare_v2_id", "foursquare_id")
"""Names under which other services' ids are given; apps registered after 2015-11-17 may only use the first."""


def show(call: Call) -> Answer:
    """A place."""
    return Answer(data=Shapes(call).place(_place(call)))


def recent(call: Call) -> Answer:
    """Photos taken at a place."""
    return by_media_id(call, call.world.by_place.get(_place(call).id))


def search(call: Call) -> Answer:
    """Places near a point, the nearest first; or the one that has another service's id. Unpaged."""
    shapes = Shapes(call)
    for name in _FOREIGN if call.legacy else _FOREIGN[:1]:
        wanted = call.params.get(name)
        if wanted:
            places = call.world.places.values()
            return Answer(data=[shapes.place(place) for place in places if getattr(place, name) == wanted])
    return Answer(data=[shapes.place(place) for place in _near(call)])


def _near(call: Call) -> list[Place]:
    default, largest = (_LEGACY_DISTANCE, _LEGACY_LARGEST) if call.legacy else (_DISTANCE, _LARGEST)
    around = circle(call, default=default, largest=largest)
    far = {place: around.distance((place.latitude, place.longitude)) for place in call.world.places.values()}
    inside = sorted((distance, place.key, place) for place, distance in far.items() if distance is not None)
    return [place for _, _, place in inside[: page_size(call, default=_FOUND, largest=_FOUND)]]


def _place(call: Call) -> Place:
    place = call.world.places.get(call.parts["id"])
    if place is None:
        raise errors.unknown_location()
    return place
