from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.events import FollowRequest, NewComment, NewMedia, with_photo
from domain.ids import CommentId, MediaId, UserId
from domain.media import Comment, Media, MediaKind
from domain.people import Person
from domain.sources import Source
from domain.unknown import UNKNOWN

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MIRA = Person(id=UserId("7"), username="mira")
MEDIA = Media(
    id=MediaId("1_7"),
    kind=MediaKind.IMAGE,
    author=MIRA,
    created_at=NOW,
    caption=UNKNOWN,
    tags=UNKNOWN,
    location=UNKNOWN,
    likes=UNKNOWN,
    comments=UNKNOWN,
    liked_by_me=UNKNOWN,
    link=UNKNOWN,
    filter=UNKNOWN,
    thumbnail=UNKNOWN,
    picture=UNKNOWN,
    tagged=UNKNOWN,
)


def test_a_photo_is_one_event_whatever_source_brings_it_and_when() -> None:
    keys = {
        NewMedia(media=MEDIA, sources=frozenset({Source.parse(source)}), first_seen_at=moment).key
        for source, moment in (("tag:sunset", NOW), ("user:7", NOW + timedelta(days=1)))
    }
    assert keys == {"media:1_7"}


def test_asking_again_is_another_event() -> None:
    first, second = (
        FollowRequest(requester=MIRA, first_seen_at=NOW + timedelta(hours=hours)).key for hours in (0, 1)
    )
    assert first == f"request:7:{int(NOW.timestamp())}"
    assert first != second


def test_an_event_is_about_the_author_the_asker_or_the_commenter() -> None:
    jonas = Person(id=UserId("8"), username="jonas")
    comment = Comment(id=CommentId("c1"), text="Lovely", author=jonas, created_at=NOW)
    written = NewComment(comment=comment, media=MEDIA, first_seen_at=NOW)
    assert (written.key, written.person) == ("comment:c1", jonas)
    assert NewMedia(media=MEDIA, sources=frozenset(), first_seen_at=NOW).person == MIRA
    assert FollowRequest(requester=jonas, first_seen_at=NOW).person == jonas


def test_an_event_may_show_its_photo_as_it_was_seen_later() -> None:
    later = replace(MEDIA, likes=40)
    photo = NewMedia(media=MEDIA, sources=frozenset(), first_seen_at=NOW)
    assert with_photo(photo, later) == replace(photo, media=later)
    assert with_photo(photo, UNKNOWN) is photo
    request = FollowRequest(requester=MIRA, first_seen_at=NOW)
    assert with_photo(request, later) is request
