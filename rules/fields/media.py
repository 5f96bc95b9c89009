"""What a rule may ask about a new photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.unknown import UNKNOWN, Unknown
from rules.fields.reading import of_finding, of_media, of_media_or_call, of_subject
from rules.subject import optional_text
from rules.values.choices import BOOL, ID, enum
from rules.values.numbers import DURATION, NUMBER
from rules.values.sets import SET
from rules.values.textkinds import TEXT
from rules.values.times import TIME
from rules.wording import Telling, Wording, amount, state, truth, written

if TYPE_CHECKING:
    from domain.media import Media
    from domain.unknown import Maybe
    from rules.fields.field import AnyField


def _amount(value: Maybe[int]) -> Maybe[float]:
    return value if isinstance(value, Unknown) else float(value)


def _side(media: Media, *, height: bool) -> Maybe[float | None]:
    picture = media.picture
    if picture is None or isinstance(picture, Unknown):
        return picture
    return float(picture.height if height else picture.width)


_TYPES = state({"image": "it is an image", "video": "it is a video", "carousel": "it is a carousel"}, Telling.TRAIT)
_FOUND = Wording(text="found in {}", lead="it was", noun="source", part=amount("{} sources", "{} source"))
_TAGGED = Wording(text="tagged {}", lead="it is", sign="#", noun="tag", part=amount("{} tags", "{} tag"))
_LIKES = amount("{} likes", "{} like", noun="number of likes")
_COMMENTS = amount("{} comments", "{} comment", noun="number of comments")
_WIDE = amount("{} pixels wide", "{} pixel wide", lead="it is", noun="picture")
_HIGH = amount("{} pixels high", "{} pixel high", lead="it is", noun="picture")

MEDIA_FIELDS: tuple[AnyField, ...] = (
    of_media(
        "media.id",
        ID,
        "The id of the photo.",
        Wording(text="photo {}", lead="it is"),
        "'1874240378153466907_37998182'",
        lambda media: media.id,
    ),
    of_media(
        "media.type",
        enum("media.type", "image", "video", "carousel"),
        "What the post shows.",
        _TYPES,
        "image",
        lambda media: media.kind.value,
    ),
    of_media(
        "media.created_at",
        TIME,
        "When it was posted.",
        amount("posted {}", lead="it was"),
        "{ within: 6h }",
        lambda media: media.created_at,
    ),
    of_subject(
        "media.age",
        DURATION,
        "How long ago it was posted.",
        amount("posted {} ago", lead="it was", noun="time of posting"),
        "{ lt: 2h30m }",
        lambda subject: UNKNOWN if isinstance(subject.media, Unknown) else subject.now - subject.media.created_at,
    ),
    of_finding(
        "media.first_seen_at",
        TIME,
        "When we saw it first.",
        amount("first seen {}", lead="it was"),
        "{ within: 1h }",
        lambda event: event.first_seen_at,
    ),
    of_media(
        "media.filter",
        TEXT,
        "The filter that was used.",
        written("the filter is {}", "filter"),
        "Juno",
        lambda media: optional_text(media.filter),
    ),
    of_media(
        "media.link",
        TEXT,
        "Its page on the web.",
        written("the link is {}", "link"),
        "{ exists: true }",
        lambda media: optional_text(media.link),
    ),
    of_media_or_call(
        "media.liked_by_me",
        BOOL,
        "Whether you like it already.",
        truth("you like it already", "you do not like it yet"),
        "false",
        lambda media: media.liked_by_me,
    ),
    of_finding(
        "media.sources",
        SET,
        "The lists that brought it, such as tag:sunset.",
        _FOUND,
        "{ all_of: ['tag:sunset', 'location:212988663'] }",
        lambda event: tuple(str(source) for source in sorted(event.sources)),
    ),
    of_media(
        "media.width", NUMBER, "Pixels across.", _WIDE, "{ gte: 640 }", lambda media: _side(media, height=False)
    ),
    of_media("media.height", NUMBER, "Pixels down.", _HIGH, "{ gte: 640 }", lambda media: _side(media, height=True)),
    of_media(
        "tags",
        SET,
        "The hashtags as the network lists them.",
        _TAGGED,
        "{ all_of: [sunset, berlin] }",
        lambda media: media.tags,
    ),
    of_media_or_call(
        "likes.count",
        NUMBER,
        "How many like it.",
        _LIKES,
        "{ between: [3, 400] }",
        lambda media: _amount(media.likes),
    ),
    of_media_or_call(
        "comments.count",
        NUMBER,
        "How many comments it has.",
        _COMMENTS,
        "{ lt: 20 }",
        lambda media: _amount(media.comments),
    ),
)
