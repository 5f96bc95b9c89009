"""The lists of photos: how to page through one, what to call it, and which photos stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.ids import LocationId, UserId
from domain.sources import Source, SourceKind
from domain.unknown import Unknown
from rules.folding import fold_tag

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from domain.media import Media, Page
    from networks.port import Network
    from storage.sources import StoredSource

PAGE_SIZE = 33
"""The most that the API gives of any list."""


async def page(network: Network, source: Source, cursor: str | None) -> Page[Media]:
    """One page of a list of photos, the newest without a cursor."""
    value = source.value
    match source.kind:
        case SourceKind.TAG:
            return await network.tag_media(value, cursor=cursor, count=PAGE_SIZE)
        case SourceKind.USER:
            return await network.user_media(UserId(value), cursor=cursor, count=PAGE_SIZE)
        case SourceKind.LOCATION:
            return await network.location_media(LocationId(value), cursor=cursor, count=PAGE_SIZE)
        case _:
            raise ValueError(f"{source.kind} is no list of photos")


def label(source: Source) -> str:
    """A list as the owner would call it."""
    match source.kind:
        case SourceKind.TAG:
            return f"#{source.value}"
        case SourceKind.USER:
            return f"the photos of user {source.value}"
        case SourceKind.LOCATION:
            return f"the photos at place {source.value}"
        case SourceKind.REQUESTS:
            return "the follow requests"
        case _:
            return str(source)


def is_old(media: Media, baseline_at: datetime) -> bool:
    """Whether a photo is older than the first look at a list. The network tells whole seconds only."""
    return media.created_at < baseline_at.replace(microsecond=0)


def standing_in(media: Media, lists: Iterable[StoredSource]) -> frozenset[Source]:
    """The lists in which a photo visibly stands, and to which it is new.

    One event serves all of them, whichever brings it first.
    """
    return frozenset(
        known.source
        for known in lists
        if known.baseline_at is not None and not is_old(media, known.baseline_at) and _stands_in(media, known.source)
    )


def _stands_in(media: Media, source: Source) -> bool:
    match source.kind:
        case SourceKind.TAG:
            tags = () if isinstance(media.tags, Unknown) else media.tags
            return fold_tag(source.value) in {fold_tag(tag) for tag in tags}
        case SourceKind.USER:
            return media.author.id == source.value
        case SourceKind.LOCATION:
            place = None if isinstance(media.location, Unknown) else media.location
            return place is not None and place.id == source.value
        case _:
            return False
