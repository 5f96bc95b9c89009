"""The endpoint about circles on the map, which subscriptions make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.api import errors
from sandbox.instagram.api.paging import by_merged_media_id
from sandbox.instagram.api.points import Circle

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Answer, Call


def recent(call: Call) -> Answer:
    """Photos taken inside of a circle. Choice: only the app that made it knows it."""
    geography = call.deeds.geographies.find(call.parts["id"])
    if geography is None or geography.client_id != call.caller.app.client_id:
        raise errors.unknown_geography()
    circle = Circle(latitude=geography.latitude, longitude=geography.longitude, radius=geography.radius)
    return by_merged_media_id(call, circle.shelves(call.world.by_point))
