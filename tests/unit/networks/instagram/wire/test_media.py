from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from domain.ids import CommentId, LocationId, MediaId, UserId
from domain.media import Comment, Media, MediaKind, Picture, Place, Tag
from domain.people import Person
from domain.unknown import UNKNOWN
from networks.instagram.wire.media import COMMENTS, MEDIA, MEDIA_LIST, PLACE, TAG

LEAST: dict[str, Any] = {
    "id": "22699663_37998182",
    "type": "image",
    "user": {"id": "37998182", "username": "ada"},
    "created_time": "1777636800",
}
"""All that a photo cannot be without."""

PICTURE = {"url": "https://cdn.test/s.jpg", "width": 640, "height": 640}

LEGACY: dict[str, Any] = LEAST | {
    "attribution": None,
    "tags": ["Sunset", "sea"],
    "location": {"id": 514276, "name": "Pier", "latitude": 37.78, "longitude": -122.4},
    "comments": {"count": 2, "data": [{"id": "1", "text": "x", "from": {"id": "2", "username": "bo"}}]},
    "likes": {"count": 5, "data": [{"id": "2", "username": "bo"}]},
    "filter": "Normal",
    "link": "https://www.instagram.com/p/D/",
    "images": {
        "thumbnail": {"url": "https://cdn.test/t.jpg", "width": 150, "height": 150},
        "low_resolution": {"url": "https://cdn.test/l.jpg", "width": 320, "height": 320},
        "standard_resolution": PICTURE,
    },
    "users_in_photo": [{"position": {"x": 0.1, "y": 0.2}, "user": {"id": "3", "username": "cy"}}],
    "caption": {"id": "9", "text": "Dusk #sunset", "created_time": "1777636800", "from": {"id": "1"}},
    "user_has_liked": False,
}
"""A photo in the shape before November 2015, with all keys."""

ADA = Person(id=UserId("37998182"), username="ada")
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
PHOTO = Media(
    id=MediaId("22699663_37998182"),
    kind=MediaKind.IMAGE,
    author=ADA,
    created_at=NOON,
    caption="Dusk #sunset",
    tags=("sunset", "sea"),
    location=Place(id=LocationId("514276"), name="Pier", latitude=37.78, longitude=-122.4),
    likes=5,
    comments=2,
    liked_by_me=False,
    link="https://www.instagram.com/p/D/",
    filter="Normal",
    thumbnail=Picture(url="https://cdn.test/t.jpg", width=150, height=150),
    picture=Picture(url="https://cdn.test/s.jpg", width=640, height=640),
    tagged=(Person(id=UserId("3"), username="cy"),),
)


def read(wire: dict[str, Any]) -> Media:
    return MEDIA.validate_python(wire).as_media()


def test_the_legacy_shape_is_read_whole() -> None:
    assert read(LEGACY) == PHOTO


def test_the_shape_without_lists_is_the_same_photo() -> None:
    assert read(LEGACY | {"comments": {"count": 2}, "likes": {"count": 5}}) == PHOTO


def test_what_is_missing_is_unknown() -> None:
    photo = read(LEAST)
    assert (photo.id, photo.kind, photo.author, photo.created_at) == (PHOTO.id, PHOTO.kind, ADA, NOON)
    told = {"id", "kind", "author", "created_at"}
    assert {
        name: getattr(photo, name) for name in (each.name for each in fields(Media)) if name not in told
    } == dict.fromkeys(
        (
            "caption",
            "tags",
            "location",
            "likes",
            "comments",
            "liked_by_me",
            "link",
            "filter",
            "thumbnail",
            "picture",
            "tagged",
        ),
        UNKNOWN,
    )


@pytest.mark.parametrize(
    ("key", "value", "attribute", "expected"),
    [
        pytest.param("caption", None, "caption", None, id="no caption"),
        pytest.param("caption", {"text": None}, "caption", None, id="a caption of nothing"),
        pytest.param("caption", {"text": ""}, "caption", "", id="an empty caption"),
        pytest.param("caption", {"id": "9"}, "caption", UNKNOWN, id="a caption that is not told"),
        pytest.param("caption", "bare text", "caption", UNKNOWN, id="a caption in another form"),
        pytest.param("location", None, "location", None, id="no place"),
        pytest.param(
            "location",
            {"latitude": 1.5, "longitude": 2},
            "location",
            Place(id=None, name=None, latitude=1.5, longitude=2.0),
            id="a bare geotag",
        ),
        pytest.param(
            "location",
            {"latitude": "Infinity", "longitude": float("nan")},
            "location",
            Place(id=None, name=None, latitude=None, longitude=None),
            id="a geotag off the map",
        ),
        pytest.param(
            "location",
            {"id": "7", "name": "Pier"},
            "location",
            Place(id=LocationId("7"), name="Pier", latitude=None, longitude=None),
            id="a place without coordinates",
        ),
        pytest.param(
            "location",
            {"id": None, "name": None, "latitude": None, "longitude": None},
            "location",
            Place(id=None, name=None, latitude=None, longitude=None),
            id="a place of nulls",
        ),
        pytest.param("location", "Pier", "location", UNKNOWN, id="a place in another form"),
        pytest.param("tags", [], "tags", (), id="no tags"),
        pytest.param("tags", None, "tags", (), id="null tags"),
        pytest.param("tags", ["#Été", 2026], "tags", ("été", "2026"), id="tags spelt otherwise"),
        pytest.param("tags", {"a": 1}, "tags", UNKNOWN, id="tags in another form"),
        pytest.param("likes", {"count": 0}, "likes", 0, id="no likes"),
        pytest.param("likes", {"data": []}, "likes", UNKNOWN, id="likes without a count"),
        pytest.param("likes", None, "likes", UNKNOWN, id="null likes"),
        pytest.param("comments", {"count": "3"}, "comments", 3, id="a count as text"),
        pytest.param("comments", 3, "comments", UNKNOWN, id="a bare count"),
        pytest.param("user_has_liked", True, "liked_by_me", True, id="liked"),
        pytest.param("user_has_liked", None, "liked_by_me", UNKNOWN, id="liked or not is null"),
        pytest.param("link", None, "link", None, id="no link"),
        pytest.param("filter", None, "filter", None, id="no filter"),
        pytest.param("images", None, "picture", None, id="no images"),
        pytest.param("images", {"standard_resolution": None}, "picture", None, id="no large image"),
        pytest.param("images", {"standard_resolution": PICTURE}, "thumbnail", UNKNOWN, id="the small image not told"),
        pytest.param("images", {"thumbnail": "https://x.test"}, "thumbnail", UNKNOWN, id="an image in another form"),
        pytest.param("users_in_photo", [], "tagged", (), id="nobody marked"),
        pytest.param("users_in_photo", None, "tagged", (), id="null marked"),
        pytest.param(
            "users_in_photo",
            [{"user": {"username": "cy"}}],
            "tagged",
            UNKNOWN,
            id="somebody without id leaves it open",
        ),
        pytest.param("type", "carousel", "kind", MediaKind.CAROUSEL, id="a carousel"),
        pytest.param("id", 22699663, "id", "22699663", id="an id of before 2012"),
        pytest.param("created_time", 1777636800, "created_at", NOON, id="the time as a number"),
        pytest.param("created_time", "2026-05-01T14:00:00+02:00", "created_at", NOON, id="the time with a zone"),
    ],
)
def test_null_missing_and_unknown_stay_apart(key: str, value: object, attribute: str, expected: object) -> None:
    found = getattr(read(LEGACY | {key: value}), attribute)
    assert found == expected
    assert type(found) is type(expected)


def test_times_are_in_utc() -> None:
    assert read(LEGACY | {"created_time": "2026-05-01T14:00:00+02:00"}).created_at.tzinfo is UTC


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("id", None, id="no id"),
        pytest.param("id", "", id="empty id"),
        pytest.param("type", "story", id="a kind of another year"),
        pytest.param("user", None, id="no author"),
        pytest.param("user", {"username": "ada"}, id="an author without id"),
        pytest.param("created_time", None, id="no time"),
        pytest.param("created_time", "yesterday", id="a word as time"),
        pytest.param("created_time", "2026-05-01T14:00:00", id="a time without zone"),
    ],
)
def test_a_photo_without_its_core_is_unreadable(key: str, value: object) -> None:
    broken = LEGACY | {key: value}
    with pytest.raises(ValidationError):
        MEDIA.validate_python(broken)
    assert [found.as_media() for found in MEDIA_LIST.validate_python([broken, LEGACY])] == [PHOTO]


def test_a_comment_is_read() -> None:
    wire = {"id": 7, "text": "Lovely", "created_time": "1777636800", "from": LEAST["user"]}
    expected = Comment(id=CommentId("7"), text="Lovely", author=ADA, created_at=NOON)
    assert [found.as_comment() for found in COMMENTS.validate_python([wire, {}])] == [expected]


@pytest.mark.parametrize(
    ("wire", "tag"),
    [
        pytest.param({"name": "sunset", "media_count": 9}, Tag(name="sunset", media_count=9), id="all there"),
        pytest.param({"name": "sunset"}, Tag(name="sunset", media_count=UNKNOWN), id="no count"),
    ],
)
def test_a_tag_is_read(wire: dict[str, object], tag: Tag) -> None:
    assert TAG.validate_python(wire).as_tag() == tag


def test_a_place_by_itself_has_a_text_as_id() -> None:
    wire = {"id": "1", "name": "Dogpatch", "latitude": "37.7", "longitude": -122.3}
    expected = Place(id=LocationId("1"), name="Dogpatch", latitude=37.7, longitude=-122.3)
    assert PLACE.validate_python(wire).as_place() == expected
