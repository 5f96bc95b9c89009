"""A network in memory that also has a feed, likes, what is popular, geographies and a search around a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.media import Media, Place
from tests.unit.polling.world import START, World

if TYPE_CHECKING:
    from datetime import datetime

    from domain.ids import GeographyId
    from domain.media import Circle, Page
    from tests.unit.polling.world import SteppedClock


class ListedWorld(World):
    """Each of these lists holds what a test puts into it; a search finds what has a place."""

    def __init__(self, clock: SteppedClock) -> None:
        super().__init__(clock)
        self.lists: dict[str, list[Media]] = {}
        """By operation, newest first."""
        self.searches: list[tuple[datetime | None, datetime | None]] = []

    def put(self, operation: str, media: Media) -> None:
        """Put a photo on top of a list."""
        self.lists.setdefault(operation, []).insert(0, media)

    async def feed(self, *, cursor: str | None = None, count: int | None = None) -> Page[Media]:  # noqa: ARG002 - the port's
        await self._call("feed")
        return self._page(self.lists.get("feed", []), cursor)

    async def liked(self, *, cursor: str | None = None, count: int | None = None) -> Page[Media]:  # noqa: ARG002 - the port's
        await self._call("liked")
        return self._page(self.lists.get("liked", []), cursor)

    async def geography_media(
        self,
        geography_id: GeographyId,
        *,
        cursor: str | None = None,
        count: int | None = None,  # noqa: ARG002 - the port's
    ) -> Page[Media]:
        await self._call("geography_media", geography_id)
        return self._page(self.lists.get("geography_media", []), cursor)

    async def popular(self, *, count: int | None = None) -> tuple[Media, ...]:
        await self._call("popular")
        return tuple(self.lists.get("popular", []))[:count]

    async def search_media(
        self,
        around: Circle,
        *,
        earliest: datetime | None = None,
        latest: datetime | None = None,
        count: int | None = None,
    ) -> tuple[Media, ...]:
        await self._call("search_media", f"{around.latitude},{around.longitude},{around.radius}")
        self.searches.append((earliest, latest))
        found = [
            one
            for one in self.photos
            if isinstance(one.location, Place)
            and (latest is None or one.created_at <= latest)
            and one.created_at >= (earliest or START)
        ]
        return tuple(found[: min(count or self.page_size, self.page_size)])
