"""Photos and what belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from datetime import datetime

    from domain.ids import CommentId, LocationId, MediaId
    from domain.people import Person
    from domain.unknown import Maybe

T = TypeVar("T")


class MediaKind(StrEnum):
    """What a post shows."""

    IMAGE = "image"
    VIDEO = "video"
    CAROUSEL = "carousel"


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """One rendition of a photo."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a photo was taken. A bare geotag has coordinates and neither id nor name."""

    id: LocationId | None
    name: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Circle:
    """A point on the map and how far around it to look."""

    latitude: float
    """-90 to 90."""
    longitude: float
    """-180 to 180."""
    radius: int | None = None
    """Metres. `None`: as far as the network looks by itself."""


class PlaceService(StrEnum):
    """Another service that numbers places."""

    FACEBOOK = "facebook"
    FOURSQUARE = "foursquare"
    FOURSQUARE_V1 = "foursquare_v1"
    """Its ids of before 2011."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ForeignPlace:
    """A place as another service knows it."""

    service: PlaceService
    id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Media:
    """A photo or video as the network showed it at one moment."""

    id: MediaId
    kind: MediaKind
    author: Person
    created_at: datetime
    caption: Maybe[str | None]
    tags: Maybe[tuple[str, ...]]
    """The network's own list, lower case, without `#`."""
    location: Maybe[Place | None]
    likes: Maybe[int]
    comments: Maybe[int]
    liked_by_me: Maybe[bool]
    link: Maybe[str | None]
    filter: Maybe[str | None]
    thumbnail: Maybe[Picture | None]
    """About 150 pixels wide."""
    picture: Maybe[Picture | None]
    """About 640 pixels wide, the largest that the network offers."""
    tagged: Maybe[tuple[Person, ...]]
    """The people marked in the photo."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comment:
    """What somebody wrote under a photo."""

    id: CommentId
    text: str
    author: Person
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Tag:
    """A hashtag and how many photos carry it."""

    name: str
    media_count: Maybe[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Page(Generic[T]):
    """One page of a list, newest first unless the operation says otherwise."""

    items: tuple[T, ...]
    older: str | None
    """Opaque; hand it back as `cursor` to get the next older page. `None`: the list is at its end."""
    newer: str | None = None
    """Opaque; where a list takes `newer_than`, this asks for what came after the page. `None`: it is not known."""
