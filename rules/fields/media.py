"""What a rule may ask about a new photo."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

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
from rules.wording import Telling, Wording, amount, state, truth, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.media import Media, Place
    from domain.unknown import Maybe
    from rules.folding import Text
    from rules.subject import Subject, Value
    from rules.values.kinds import Kind

T = TypeVar("T")


_Read: TypeAlias = "Callable[[NewMedia, Subject], Value[T]]"


def _field(name: str, kind: Kind[T], doc: str, plain: Wording, read: _Read[T]) -> Field[T]:
    def read_event(subject: Subject) -> Value[T]:
        return read(subject.event, subject) if isinstance(subject.event, NewMedia) else UNKNOWN

    triggers = frozenset({Trigger.NEW_MEDIA})
    return Field(name=name, kind=kind, doc=doc, plain=plain, triggers=triggers, read=read_event)


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


_TYPES = state({"image": "it is an image", "video": "it is a video", "carousel": "it is a carousel"}, Telling.TRAIT)
_FOUND = Wording(text="found in {}", lead="it was", noun="source", part=amount("{} sources", "{} source"))
_TAGGED = Wording(text="tagged {}", lead="it is", sign="#", noun="tag", part=amount("{} tags", "{} tag"))
_SHOWING = Wording(text="showing {}", lead="it is")
_LIKES = amount("{} likes", "{} like", noun="number of likes")
_COMMENTS = amount("{} comments", "{} comment", noun="number of comments")
_PLACE = Wording(text="in {}", lead="it is", noun="place")
_WIDE = amount("{} pixels wide", "{} pixel wide", lead="it is", noun="picture")
_HIGH = amount("{} pixels high", "{} pixel high", lead="it is", noun="picture")

MEDIA_FIELDS: tuple[AnyField, ...] = (
    _field(
        "media.id",
        ID,
        "The id of the photo.",
        Wording(text="photo {}", lead="it is"),
        lambda event, _: event.media.id,
    ),
    _field(
        "media.type",
        enum("image", "video", "carousel"),
        "What the post shows.",
        _TYPES,
        lambda event, _: event.media.kind.value,
    ),
    _field(
        "media.created_at",
        TIME,
        "When it was posted.",
        amount("posted {}", lead="it was"),
        lambda event, _: event.media.created_at,
    ),
    _field(
        "media.age",
        DURATION,
        "How long ago it was posted.",
        amount("posted {} ago", lead="it was", noun="time of posting"),
        lambda event, at: at.now - event.media.created_at,
    ),
    _field(
        "media.first_seen_at",
        TIME,
        "When we saw it first.",
        amount("first seen {}", lead="it was"),
        lambda event, _: event.first_seen_at,
    ),
    _field(
        "media.filter",
        TEXT,
        "The filter that was used.",
        written("the filter is {}", "filter"),
        lambda event, _: _text(event.media.filter),
    ),
    _field(
        "media.link",
        TEXT,
        "Its page on the web.",
        written("the link is {}", "link"),
        lambda event, _: _text(event.media.link),
    ),
    _field(
        "media.liked_by_me",
        BOOL,
        "Whether you like it already.",
        truth("you like it already", "you do not like it yet"),
        lambda event, _: event.media.liked_by_me,
    ),
    _field(
        "media.sources",
        SET,
        "The lists that brought it, such as tag:sunset.",
        _FOUND,
        lambda event, _: tuple(str(source) for source in sorted(event.sources)),
    ),
    _field("media.width", NUMBER, "Pixels across.", _WIDE, lambda event, _: _side(event.media, height=False)),
    _field("media.height", NUMBER, "Pixels down.", _HIGH, lambda event, _: _side(event.media, height=True)),
    _field("tags", SET, "The hashtags as the network lists them.", _TAGGED, lambda event, _: event.media.tags),
    _field("likes.count", NUMBER, "How many like it.", _LIKES, lambda event, _: _amount(event.media.likes)),
    _field(
        "comments.count",
        NUMBER,
        "How many comments it has.",
        _COMMENTS,
        lambda event, _: _amount(event.media.comments),
    ),
    _field("location", PLACE, "Where it was taken.", _PLACE, lambda event, _: event.media.location),
    _field(
        "location.id",
        ID,
        "The id of the place.",
        Wording(text="at place {}", lead="it is", noun="place"),
        lambda event, _: _place(event.media, lambda place: place.id),
    ),
    _field(
        "location.name",
        TEXT,
        "What the place is called.",
        written("in {}", "named place", lead="it is"),
        lambda event, _: _place(event.media, lambda place: as_text(place.name)),
    ),
    _field("tagged.users", PEOPLE, "The people marked in it.", _SHOWING, lambda event, _: event.media.tagged),
    _field(
        "tagged.me",
        BOOL,
        "Whether you are marked in it.",
        truth("you are marked in it", "you are not marked in it", Telling.PARTICULAR),
        lambda event, at: _tagged_me(event.media, at),
    ),
)
