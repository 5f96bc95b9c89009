"""The operations of the port that neither polling nor the chat has a use for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from domain.ids import GeographyId, UserId
    from domain.media import Circle, ForeignPlace, Media, Page, Place, Tag
    from domain.people import Person


class Unasked:
    """Fails when it is asked after all. A network by hand adds the operations that its tests need."""

    async def feed(self, *, cursor: str | None = None, count: int | None = None) -> Page[Media]:
        raise AssertionError(f"asked for the feed: {cursor}, {count}")

    async def liked(self, *, cursor: str | None = None, count: int | None = None) -> Page[Media]:
        raise AssertionError(f"asked for liked photos: {cursor}, {count}")

    async def search_tags(self, query: str, *, count: int | None = None) -> tuple[Tag, ...]:
        raise AssertionError(f"asked for tags: {query}, {count}")

    async def search_locations(self, where: Circle | ForeignPlace, *, count: int | None = None) -> tuple[Place, ...]:
        raise AssertionError(f"asked for places: {where}, {count}")

    async def geography_media(
        self, geography_id: GeographyId, *, cursor: str | None = None, count: int | None = None
    ) -> Page[Media]:
        raise AssertionError(f"asked for an area: {geography_id}, {cursor}, {count}")

    async def media_by_shortcode(self, code: str) -> Media:
        raise AssertionError(f"asked for a code: {code}")

    async def search_media(
        self,
        around: Circle,
        *,
        earliest: datetime | None = None,
        latest: datetime | None = None,
        count: int | None = None,
    ) -> tuple[Media, ...]:
        raise AssertionError(f"asked for photos around: {around}, {earliest}, {latest}, {count}")

    async def popular(self, *, count: int | None = None) -> tuple[Media, ...]:
        raise AssertionError(f"asked for what is popular: {count}")

    async def follows(self, user_id: UserId, *, cursor: str | None = None, count: int | None = None) -> Page[Person]:
        raise AssertionError(f"asked for whom somebody follows: {user_id}, {cursor}, {count}")

    async def followed_by(
        self, user_id: UserId, *, cursor: str | None = None, count: int | None = None
    ) -> Page[Person]:
        raise AssertionError(f"asked for followers: {user_id}, {cursor}, {count}")
