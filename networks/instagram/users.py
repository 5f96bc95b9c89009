"""People and their photos: `/users`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import RefusedError
from networks.instagram import spans
from networks.instagram.calls import BY_LIKE_ID, BY_MEDIA_ID, Call, counted
from networks.instagram.section import Section
from networks.instagram.wire.people import PROFILE

if TYPE_CHECKING:
    from datetime import datetime

    from domain.ids import MediaId, UserId
    from domain.media import Media, Page
    from domain.people import Person, Profile


class Users(Section):
    """The operations of `/users`, but for relationships."""

    async def me(self) -> Profile:
        """The owner's own profile."""
        call = Call(doing="load your own profile", path=("users", "self"))
        return (await self._funnel.one(call, PROFILE)).as_profile()

    async def user(self, user_id: UserId) -> Profile:
        """Somebody's profile. Private people show theirs too."""
        call = Call(doing="load this profile", path=("users", user_id))
        return (await self._funnel.one(call, PROFILE)).as_profile()

    async def search_users(self, query: str, *, count: int | None = None) -> tuple[Person, ...]:
        """People whose user name or full name matches, best first."""
        doing = "search for people"
        if not query.strip():
            raise RefusedError(f"Could not {doing}: say a name, or a part of one.")
        call = Call(doing=doing, path=("users", "search"), query={"q": query, **counted(count, doing=doing)})
        return await self._people_list(call)

    async def user_media(
        self,
        user_id: UserId,
        *,
        cursor: str | None = None,
        count: int | None = None,
        newer_than: MediaId | None = None,
        earliest: datetime | None = None,
        latest: datetime | None = None,
    ) -> Page[Media]:
        """Somebody's photos, newest first.

        `cursor` goes out as `max_id`, `newer_than` as `min_id`. The times bound when they were posted; the network
        heeds them for applications from before November 2015 only.
        """
        doing = "load this person's photos"
        query = BY_MEDIA_ID.query(cursor=cursor, count=count, newer_than=newer_than, doing=doing)
        query |= spans.between(earliest, latest, doing=doing)
        call = Call(doing=doing, path=("users", user_id, "media", "recent"), query=query)
        return await self._media_page(call, BY_MEDIA_ID)

    async def feed(
        self, *, cursor: str | None = None, count: int | None = None, newer_than: MediaId | None = None
    ) -> Page[Media]:
        """The photos of the owner and of those whom they follow, newest first.

        `cursor` goes out as `max_id`, `newer_than` as `min_id`.
        """
        doing = "load your feed"
        query = BY_MEDIA_ID.query(cursor=cursor, count=count, newer_than=newer_than, doing=doing)
        return await self._media_page(Call(doing=doing, path=("users", "self", "feed"), query=query), BY_MEDIA_ID)

    async def liked(self, *, cursor: str | None = None, count: int | None = None) -> Page[Media]:
        """Photos that the owner likes, the latest like first."""
        doing = "load the photos that you like"
        query = BY_LIKE_ID.query(cursor=cursor, count=count, doing=doing)
        return await self._media_page(
            Call(doing=doing, path=("users", "self", "media", "liked"), query=query), BY_LIKE_ID
        )
