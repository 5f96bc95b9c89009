"""The photo of a test, and the lists that bring it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.ids import LocationId, MediaId, UserId
from domain.media import Media, MediaKind, Picture, Place
from domain.people import Person
from domain.sources import Source, SourceKind
from domain.unknown import UNKNOWN, Maybe, Unknown
from rules.contents import hashtags
from rules.folding import fold_tag
from rules.testing.people import ME
from rules.values.people import username

if TYPE_CHECKING:
    from datetime import datetime

    from rules.testing.values import Values

PLAIN_AGE = timedelta(minutes=5)
"""How old a photo, a request or a comment is that gives no time."""

ALONE = {SourceKind.FEED: "self", SourceKind.LIKED: "self", SourceKind.POPULAR: "all"}
"""Lists of which there is one, and what it is called."""

_SIDE = 640


def photo(given: Values, author: Person, now: datetime) -> Media:
    """The photo itself."""
    caption = given.optional("caption.text", str)
    age = given.sure("media.age", timedelta, PLAIN_AGE)
    picture = Picture(
        url="https://pictures.example/photo.jpg",
        width=given.sure("media.width", int, _SIDE),
        height=given.sure("media.height", int, _SIDE),
    )
    return Media(
        id=MediaId(given.sure("media.id", str, "test-photo")),
        kind=MediaKind(given.sure("media.type", str, MediaKind.IMAGE.value)),
        author=author,
        created_at=given.moment("media.created_at", now - age, now),
        caption=caption,
        tags=given.maybe("tags", tuple, _tags(given, caption)),
        location=_place(given),
        likes=given.maybe("likes.count", int, 0),
        comments=given.maybe("comments.count", int, 0),
        liked_by_me=given.maybe("media.liked_by_me", bool, default=False),
        link=given.optional("media.link", str, "https://example.org/p/test"),
        filter=given.optional("media.filter", str, "Normal"),
        thumbnail=picture,
        picture=picture,
        tagged=_tagged(given),
    )


def _tags(given: Values, caption: Maybe[str | None]) -> tuple[str, ...]:
    """As the network does: those of the caption, and the one that brought the photo."""
    written = hashtags(caption) if isinstance(caption, str) else ()
    via: tuple[str, ...] = given.sure("via.tag", tuple, ())
    return tuple(dict.fromkeys(map(fold_tag, (*written, *via))))


def _place(given: Values) -> Maybe[Place | None]:
    told = {name: given.optional(f"location.{name}", str) for name in ("id", "name")}
    if UNKNOWN in told.values():
        return UNKNOWN
    latitude, longitude = (given.optional(f"location.{name}", float) for name in ("lat", "lng"))
    via = next(iter(given.sure("via.location", tuple, ())), None)
    number = told["id"] or via
    if number is None and told["name"] is None and latitude is None:
        return None
    return Place(
        id=LocationId(number) if isinstance(number, str) else None,
        name=told["name"] if isinstance(told["name"], str) else None,
        latitude=latitude if isinstance(latitude, float) else None,
        longitude=longitude if isinstance(longitude, float) else None,
    )


def _tagged(given: Values) -> Maybe[tuple[Person, ...]]:
    names: Maybe[tuple[str, ...]] = given.maybe("tagged.users", tuple, ())
    if isinstance(names, Unknown):
        return names
    people = tuple(Person(id=UserId(f"id-of-{name}"), username=name) for name in names)
    return (*people, ME) if given.sure("tagged.me", bool, default=False) else people


def sources(given: Values, media: Media) -> frozenset[Source]:
    """The lists that bring the photo; of its author, when the test does not say."""
    found = {
        Source(kind=kind, value=_named(kind, value, media))
        for kind in SourceKind
        if kind not in ALONE
        for value in given.sure(f"via.{kind.value}", tuple, ())
    }
    alone = {
        Source(kind=kind, value=value)
        for kind, value in ALONE.items()
        if given.sure(f"via.{kind.value}", bool, default=False)
    }
    return frozenset(found | alone) or frozenset({Source(kind=SourceKind.USER, value=media.author.id)})


def _named(kind: SourceKind, value: str, media: Media) -> str:
    if kind is SourceKind.TAG:
        return fold_tag(value)
    if kind is SourceKind.USER and username(value) == username(media.author.username):
        return media.author.id
    return value.removeprefix("id:")
