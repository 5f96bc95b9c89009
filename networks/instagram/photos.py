"""Photos by id, by place and time, and by what people like: `/media`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from networks.instagram import spans
from networks.instagram.calls import Call, counted
from networks.instagram.section import Section
from networks.instagram.wire.media import MEDIA

if TYPE_CHECKING:
    from datetime import datetime

    from domain.ids import MediaId
    from domain.media import Circle, Media


class Photos(Section):
    """The operations of `/media`, but for comments and likes."""

    async def media(self, media_id: MediaId) -> Media:
        """One photo as it is now."""
        call = Call(doing="load this photo", path=("media", media_id))
        return (await self._funnel.one(call, MEDIA)).as_media()

    async def media_by_shortcode(self, code: str) -> Media:
        """One photo, by the code in its address: `D` of `https://www.instagram.com/p/D/`."""
        call = Call(doing="load this photo", path=("media", "shortcode", code))
        return (await self._funnel.one(call, MEDIA)).as_media()

    async def search_media(
        self,
        around: Circle,
        *,
        earliest: datetime | None = None,
        latest: datetime | None = None,
        count: int | None = None,
    ) -> tuple[Media, ...]:
        """Photos taken in a circle of at most 5000 metres and a span of at most 7 days (without one: the last 5)."""
        doing = "search for photos"
        query = spans.where(around, doing=doing)
        query |= spans.when(earliest, latest, now=self._funnel.clock(), doing=doing)
        call = Call(doing=doing, path=("media", "search"), query=query | counted(count, doing=doing))
        return await self._media_list(call)

    async def popular(self, *, count: int | None = None) -> tuple[Media, ...]:
        """What many people like at the moment."""
        doing = "load what is popular"
        return await self._media_list(Call(doing=doing, path=("media", "popular"), query=counted(count, doing=doing)))
