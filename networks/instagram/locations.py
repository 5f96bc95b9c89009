"""Places and their photos: `/locations`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import RefusedError
from domain.media import Circle, ForeignPlace, PlaceService
from networks.instagram import spans
from networks.instagram.calls import BY_MEDIA_ID, Call, counted
from networks.instagram.section import Section
from networks.instagram.wire.media import PLACE, PLACES

if TYPE_CHECKING:
    from datetime import datetime

    from domain.ids import LocationId, MediaId
    from domain.media import Media, Page, Place

NUMBERED_BY = {
    PlaceService.FACEBOOK: "facebook_places_id",
    PlaceService.FOURSQUARE: "foursquare_v2_id",
    PlaceService.FOURSQUARE_V1: "foursquare_id",
}


class Locations(Section):
    """The operations of `/locations`."""

    async def search_locations(self, where: Circle | ForeignPlace, *, count: int | None = None) -> tuple[Place, ...]:
        """Places within a circle of at most 5000 metres, the nearest first; or the one of another service's id."""
        doing = "search for places"
        query = spans.where(where, doing=doing) if isinstance(where, Circle) else _foreign(where, doing=doing)
        call = Call(doing=doing, path=("locations", "search"), query={**query, **counted(count, doing=doing)})
        places, _ = await self._funnel.many(call, PLACES)
        return tuple(place.as_place() for place in places)

    async def location(self, location_id: LocationId) -> Place:
        """A place by id."""
        call = Call(doing="load this place", path=("locations", location_id))
        return (await self._funnel.one(call, PLACE)).as_place()

    async def location_media(
        self,
        location_id: LocationId,
        *,
        cursor: str | None = None,
        count: int | None = None,
        newer_than: MediaId | None = None,
        earliest: datetime | None = None,
        latest: datetime | None = None,
    ) -> Page[Media]:
        """Photos taken at a place, newest first.

        `cursor` goes out as `max_id`, `newer_than` as `min_id`. The times bound when they were posted; the network
        heeds them for applications from before November 2015 only.
        """
        doing = "load the photos of this place"
        query = BY_MEDIA_ID.query(cursor=cursor, count=count, newer_than=newer_than, doing=doing)
        query |= spans.between(earliest, latest, doing=doing)
        call = Call(doing=doing, path=("locations", location_id, "media", "recent"), query=query)
        return await self._media_page(call, BY_MEDIA_ID)


def _foreign(place: ForeignPlace, *, doing: str) -> dict[str, str]:
    if not place.id.strip():
        raise RefusedError(f"Could not {doing}: say the id that the place has there.")
    return {NUMBERED_BY[place.service]: place.id}
