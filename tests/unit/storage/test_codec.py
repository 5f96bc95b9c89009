from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events import Event, FollowRequest, NewComment, NewMedia
from domain.media import Comment, Media, MediaKind, Picture, Place
from domain.people import Incoming, Outgoing, Person, Profile, Relationship
from domain.sources import Source
from domain.unknown import UNKNOWN
from storage import codec
from tests.unit.storage.examples import NOW, media, new_comment, new_media, request

MOMENTS = st.datetimes(timezones=st.just(UTC))
COORDINATES = st.none() | st.floats(-180, 180)
PEOPLE = st.builds(Person, id=st.text(), username=st.text(), full_name=st.text(), picture=st.none() | st.text())
PLACES = st.builds(
    Place, id=st.none() | st.text(), name=st.none() | st.text(), latitude=COORDINATES, longitude=COORDINATES
)
PICTURES = st.builds(Picture)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.just(UNKNOWN) | values


TEXT, COUNT = maybe(st.none() | st.text()), maybe(st.integers(0))
MEDIA = st.builds(
    Media,
    id=st.text(),
    kind=st.sampled_from(MediaKind),
    author=PEOPLE,
    created_at=MOMENTS,
    caption=TEXT,
    tags=maybe(st.lists(st.text(), max_size=3).map(tuple)),
    location=maybe(st.none() | PLACES),
    likes=COUNT,
    comments=COUNT,
    liked_by_me=maybe(st.booleans()),
    link=TEXT,
    filter=TEXT,
    thumbnail=maybe(st.none() | PICTURES),
    picture=maybe(st.none() | PICTURES),
    tagged=maybe(st.lists(PEOPLE, max_size=2).map(tuple)),
)
SOURCES = st.builds(Source, value=st.text(min_size=1))
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(NewMedia, media=MEDIA, sources=st.frozensets(SOURCES, min_size=1, max_size=3), first_seen_at=MOMENTS),
    st.builds(FollowRequest, requester=PEOPLE, first_seen_at=MOMENTS),
    st.builds(
        NewComment,
        comment=st.builds(Comment, id=st.text(), text=st.text(), author=PEOPLE, created_at=MOMENTS),
        media=MEDIA,
        first_seen_at=MOMENTS,
    ),
)
PROFILES = st.builds(
    Profile,
    person=PEOPLE,
    bio=maybe(st.text()),
    website=maybe(st.text()),
    posts=COUNT,
    followers=COUNT,
    follows=COUNT,
)
RELATIONSHIPS = st.builds(
    Relationship,
    outgoing=maybe(st.sampled_from(Outgoing)),
    incoming=maybe(st.sampled_from(Incoming)),
    private=maybe(st.booleans()),
)


def through_text(value: object) -> Any:  # noqa: ANN401 - JSON is any of its kinds
    return json.loads(json.dumps(value, allow_nan=False))


@given(EVENTS)
def test_an_event_comes_back_as_it_was(event: Event) -> None:
    assert codec.event_from_json(through_text(codec.event_to_json(event))) == event


@given(PROFILES)
def test_a_profile_comes_back_as_it_was(profile: Profile) -> None:
    assert codec.profile_from_json(through_text(codec.encode(profile))) == profile


@given(RELATIONSHIPS)
def test_a_relationship_comes_back_as_it_was(relationship: Relationship) -> None:
    assert codec.relationship_from_json(through_text(codec.encode(relationship))) == relationship


def test_unknown_none_and_empty_stay_three_things() -> None:
    photo = codec.encode(media())
    assert "likes" not in photo
    assert photo["location"] is None
    assert photo["tagged"] == []


@pytest.mark.parametrize("name", [field.name for field in fields(Media)])
def test_every_field_of_a_photo_is_read_back(name: str) -> None:
    photo = media()
    assert getattr(codec.media_from_json(codec.encode(photo)), name) == getattr(photo, name)


def test_the_same_event_is_always_the_same_text() -> None:
    sources = [Source.parse(text) for text in ("tag:sunset", "user:7", "location:1", "tag:beach")]
    texts = {
        json.dumps(codec.event_to_json(NewMedia(media=media(), sources=frozenset(order), first_seen_at=NOW)))
        for order in (sources, sources[::-1])
    }
    assert len(texts) == 1


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        codec.event_to_json(request(at=datetime(2026, 11, 23)))  # noqa: DTZ001 - the mistake that is to be refused


def test_the_kinds_of_event_are_told_apart() -> None:
    assert codec.event_to_json(new_comment())["kind"] == "comment"
    assert codec.event_to_json(new_media())["kind"] == "media"
    assert codec.event_to_json(request())["kind"] == "request"
