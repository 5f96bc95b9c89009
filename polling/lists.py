"""The lists of photos: how to page through one, what to call it, and which photos stand in it."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from domain.ids import GeographyId, LocationId, UserId
from domain.media import Page
from domain.sources import Source, SourceKind
from domain.unknown import Unknown
from polling import areas
from rules.folding import fold_tag
from rules.triggers import OWN

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from datetime import datetime

    from domain.ids import MediaId
    from domain.media import Media
    from networks.port import Network
    from storage.sources import StoredSource

OWN_PHOTOS = Source(kind=SourceKind.USER, value=OWN)

PAGE_SIZE = 33
"""The most that the API gives of any list."""
SILENT = frozenset({SourceKind.FEED, SourceKind.GEOGRAPHY, SourceKind.LIKED, SourceKind.POPULAR})
"""Lists of which a photo does not show that it stands in them."""

_TIMELESS = frozenset({SourceKind.LIKED, SourceKind.POPULAR})
"""Lists that bring photos of any age: new in them is what did not stand in them before."""


async def page(network: Network, source: Source, cursor: str | None, me: UserId) -> Page[Media]:
    """One page of a list of photos, the newest without a cursor. `me` is the owner, whom rules call `self`."""
    paged: dict[SourceKind, Callable[..., Awaitable[Page[Media]]]] = {
        SourceKind.TAG: partial(network.tag_media, source.value),
        SourceKind.USER: partial(network.user_media, _author(source, me)),
        SourceKind.LOCATION: partial(network.location_media, LocationId(source.value)),
        SourceKind.GEOGRAPHY: partial(network.geography_media, GeographyId(source.value)),
        SourceKind.FEED: network.feed,
        SourceKind.LIKED: network.liked,
        SourceKind.AREA: partial(areas.page, network, source),
    }
    if source.kind in paged:
        return await paged[source.kind](cursor=cursor, count=PAGE_SIZE)
    if source.kind is SourceKind.POPULAR:
        return Page(items=await network.popular(count=PAGE_SIZE), older=None)
    raise ValueError(f"{label(source)} are no list of photos")


def label(source: Source) -> str:
    """A list as the owner would call it."""
    names = {
        SourceKind.TAG: f"#{source.value}",
        SourceKind.USER: "your own photos" if source == OWN_PHOTOS else f"the photos of user {source.value}",
        SourceKind.LOCATION: f"the photos at place {source.value}",
        SourceKind.GEOGRAPHY: f"the photos of geography {source.value}",
        SourceKind.FEED: "your feed",
        SourceKind.LIKED: "the photos that you like",
        SourceKind.POPULAR: "the popular photos",
        SourceKind.REQUESTS: "the follow requests",
        SourceKind.COMMENTS: "the comments under your photos",
    }
    return names[source.kind] if source.kind in names else areas.label(source)


def item(source: Source, media: MediaId) -> str:
    """What is remembered of a photo that stood in a list.

    Most lists share it: a photo that one of them brings shows in which others it stands. Silent ones keep their own.
    """
    return f"{source}:{media}" if source.kind in SILENT else media


def came_at(media: Media, source: Source, now: datetime) -> datetime:
    """When a photo that is found `now` came to a list, as far as it can be told."""
    return now if source.kind in _TIMELESS else media.created_at


def is_old(media: Media, baseline_at: datetime) -> bool:
    """Whether a photo is older than the first look at a list. The network tells whole seconds only."""
    return media.created_at < baseline_at.replace(microsecond=0)


def is_news(media: Media, known: StoredSource) -> bool:
    """Whether a photo that stands in a list may be new to it, as far as its age tells."""
    if known.baseline_at is None:
        return False
    return known.source.kind in _TIMELESS or not is_old(media, known.baseline_at)


def standing_in(media: Media, lists: Iterable[StoredSource], me: UserId) -> frozenset[Source]:
    """The lists in which a photo visibly stands, and to which it is new.

    One event serves all of them, whichever brings it first.
    """
    return frozenset(known.source for known in lists if _stands_in(media, known.source, me) and is_news(media, known))


def _stands_in(media: Media, source: Source, me: UserId) -> bool:
    place = None if isinstance(media.location, Unknown) else media.location
    match source.kind:
        case SourceKind.TAG:
            tags = () if isinstance(media.tags, Unknown) else media.tags
            return fold_tag(source.value) in _folded(tags)
        case SourceKind.USER:
            return media.author.id == _author(source, me)
        case SourceKind.LOCATION:
            return place is not None and place.id == source.value
        case SourceKind.AREA:
            return place is not None and areas.contains(source, place)
        case _:
            return False


@lru_cache(maxsize=64)
def _folded(tags: tuple[str, ...]) -> frozenset[str]:
    """The tags of a photo as they are compared, for all the lists that ask."""
    return frozenset(map(fold_tag, tags))


def _author(source: Source, me: UserId) -> UserId:
    return me if source == OWN_PHOTOS else UserId(source.value)
