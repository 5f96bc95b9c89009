"""Hashtags and their photos: `/tags`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import RefusedError
from networks.instagram.calls import BY_TAG_ID, Call, counted
from networks.instagram.section import Section
from networks.instagram.wire.media import TAG, TAGS

if TYPE_CHECKING:
    from domain.media import Media, Page, Tag


class Tags(Section):
    """The operations of `/tags`."""

    async def search_tags(self, query: str, *, count: int | None = None) -> tuple[Tag, ...]:
        """Tags that begin with `query`, which needs no `#`."""
        doing = "search for tags"
        name = query.strip().removeprefix("#")
        if not name:
            raise RefusedError(f"Could not {doing}: say a tag, or the beginning of one.")
        call = Call(doing=doing, path=("tags", "search"), query={"q": name, **counted(count, doing=doing)})
        tags, _ = await self._funnel.many(call, TAGS)
        return tuple(tag.as_tag() for tag in tags)

    async def tag(self, name: str) -> Tag:
        """A tag and how often it is used."""
        call = Call(doing=f"load the tag {name}", path=("tags", name))
        return (await self._funnel.one(call, TAG)).as_tag()

    async def tag_media(
        self, name: str, *, cursor: str | None = None, count: int | None = None, newer_than: str | None = None
    ) -> Page[Media]:
        """Photos with a tag, the most recently *tagged* first.

        `cursor` goes out as `max_tag_id`, and `newer_than`, the `newer` of a page, as `min_tag_id`: ids of the
        tagging and not of the photo.
        """
        doing = f"load the photos of the tag {name}"
        query = BY_TAG_ID.query(cursor=cursor, count=count, newer_than=newer_than, doing=doing)
        call = Call(doing=doing, path=("tags", name, "media", "recent"), query=query)
        return await self._media_page(call, BY_TAG_ID)
