"""Places and their photos: `/locations`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from networks.instagram.calls import BY_MEDIA_ID, Call
from networks.instagram.section import Section
from networks.instagram.wire.media import PLACE

if TYPE_CHECKING:
    from domain.ids import LocationId
    from domain.media import Media, Page, Place


class Locations(Section):
    """The operations of `/locations`."""

    async def location(self, location_id: LocationId) -> Place:
        """A place by id."""
        call = Call(doing="load this place", path=("locations", location_id))
        return (await self._funnel.one(call, PLACE)).as_place()

    async def location_media(
        self, location_id: LocationId, *, cursor: str | None = None, count: int | None = None
    ) -> Page[Media]:
        """Photos taken at a place, newest first."""
        doing = "load the photos of this place"
        query = BY_MEDIA_ID.query(cursor=cursor, count=count, doing=doing)
        call = Call(doing=doing, path=("locations", location_id, "media", "recent"), query=query)
        return await self._media_page(call, BY_MEDIA_ID)
