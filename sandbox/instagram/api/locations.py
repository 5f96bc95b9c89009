"""Endpoints about places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.api import errors
from sandbox.instagram.api.call import Answer
from sandbox.instagram.api.objects import Shapes
from sandbox.instagram.api.paging import by_media_id

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Call
    from sandbox.instagram.world.cast import Place


def show(call: Call) -> Answer:
    """A place."""
    return Answer(data=Shapes(call).place(_place(call)))


def recent(call: Call) -> Answer:
    """Photos taken at a place."""
    return by_media_id(call, call.world.by_place.get(_place(call).id))


def _place(call: Call) -> Place:
    place = call.world.places.get(call.parts["id"])
    if place is None:
        raise errors.unknown_location()
    return place
