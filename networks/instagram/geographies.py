"""Circles on the map that a subscription of the application made: `/geographies`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from networks.instagram.calls import BY_MEDIA_ID, Call
from networks.instagram.section import Section

if TYPE_CHECKING:
    from domain.ids import GeographyId, MediaId
    from domain.media import Media, Page


class Geographies(Section):
    """The operation of `/geographies`."""

    async def geography_media(
        self,
        geography_id: GeographyId,
        *,
        cursor: str | None = None,
        count: int | None = None,
        newer_than: MediaId | None = None,
    ) -> Page[Media]:
        """Photos taken in a circle that the application watches, newest first.

        `cursor` goes out as `max_id`, `newer_than` as `min_id`.
        """
        doing = "load the photos of this area"
        query = BY_MEDIA_ID.query(cursor=cursor, count=count, newer_than=newer_than, doing=doing)
        call = Call(doing=doing, path=("geographies", geography_id, "media", "recent"), query=query)
        return await self._media_page(call, BY_MEDIA_ID)
