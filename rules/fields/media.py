"""What a rule may ask about a new photo."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from domain.events import NewMedia
from domain.unknown import UNKNOWN, Unknown
from rules.fields.field import AnyField, Field, Trigger
from rules.subject import as_text
from rules.values.choices import BOOL, ID, enum
from rules.values.numbers import DURATION, NUMBER
from rules.values.people import PEOPLE
from rules.values.places import PLACE
from rules.values.sets import SET
from rules.values.texts import TEXT
from rules.values.times import TIME

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.media import Media, Place
    from domain.unknown import Maybe
    from rules.folding import Text
    from rules.subject import Subject, Value
    from rules.values.kinds import Kind

T = TypeVar("T")


def _field(name: str, kind: Kind[T], doc: str, read: Callable[[NewMedia, Subject], Value[T]]) -> Field[T]:
    def read_event(subject: Subject) -> Value[T]:
        return read(subject.event, subject) if isinstance(subject.event, NewMedia) else UNKNOWN

    triggers = frozenset({Trigger.NEW_MEDIA})
    return Field(name=name, kind=kind, doc=doc, triggers=triggers, read=read_event)


def _text(value: Maybe[str | None]) -> Maybe[Text | None]:
    return value if isinstance(value, Unknown) else as_text(value)


def _amount(value: Maybe[int]) -> Maybe[float | None]:
    return value if isinstance(value, Unknown) else float(value)


def _side(media: Media, *, height: bool) -> Maybe[float | None]:
    picture = media.picture
    if picture is None or isinstance(picture, Unknown):
        return picture
    return float(picture.height if height else picture.width)


def _place(media: Media, read: Callable[[Place], T | None]) -> Maybe[T | None]:
    place = media.location
    return place if place is None or isinstance(place, Unknown) else read(place)


def _tagged_me(media: Media, subject: Subject) -> Maybe[bool | None]:
    tagged = media.tagged
    return tagged if isinstance(tagged, Unknown) else any(person.id == subject.facts.me for person in tagged)


MEDIA_FIELDS: tuple[AnyField, ...] = (
    _field("media.id", ID, "The id of the photo.", lambda event, _: event.media.id),
    _field(
        "media.type",
        enum("image", "video", "carousel"),
        "What the post shows.",
        lambda event, _: event.media.kind.value,
    ),
    _field("media.created_at", TIME, "When it was posted.", lambda event, _: event.media.created_at),
    _field("media.age", DURATION, "How long ago it was posted.", lambda event, at: at.now - event.media.created_at),
    _field("media.first_seen_at", TIME, "When we saw it first.", lambda event, _: event.first_seen_at),
    _field("media.filter", TEXT, "The filter that was used.", lambda event, _: _text(event.media.filter)),
    _field("media.link", TEXT, "Its page on the web.", lambda event, _: _text(event.media.link)),
    _field("media.liked_by_me", BOOL, "Whether you like it already.", lambda event, _: event.media.liked_by_me),
    _field(
        "media.sources",
        SET,
        "The lists that brought it, such as tag:sunset.",
        lambda event, _: tuple(str(source) for source in sorted(event.sources)),
    ),
    _field("media.width", NUMBER, "Pixels across.", lambda event, _: _side(event.media, height=False)),
    _field("media.height", NUMBER, "Pixels down.", lambda event, _: _side(event.media, height=True)),
    _field("tags", SET, "The hashtags as the network lists them.", lambda event, _: event.media.tags),
    _field("likes.count", NUMBER, "How many like it.", lambda event, _: _amount(event.media.likes)),
    _field("comments.count", NUMBER, "How many comments it has.", lambda event, _: _amount(event.media.comments)),
    _field("location", PLACE, "Where it was taken.", lambda event, _: event.media.location),
    _field("location.id", ID, "The id of the place.", lambda event, _: _place(event.media, lambda place: place.id)),
    _field(
        "location.name",
        TEXT,
        "What the place is called.",
        lambda event, _: _place(event.media, lambda place: as_text(place.name)),
    ),
    _field("tagged.users", PEOPLE, "The people marked in it.", lambda event, _: event.media.tagged),
    _field("tagged.me", BOOL, "Whether you are marked in it.", lambda event, at: _tagged_me(event.media, at)),
)
