from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from domain.events import FollowRequest, NewComment, NewMedia
from domain.media import Media, MediaKind
from domain.people import Incoming, Outgoing, Profile, Relationship
from domain.sources import Source
from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.testing.case import Situation


def photo_of(situation: Situation) -> Media:
    assert isinstance(situation.event, NewMedia)
    return situation.event.media


def test_what_is_not_given_is_plain(situation: Callable[[str], Situation]) -> None:
    given = situation("new_media:")
    photo = photo_of(given)
    assert (photo.kind, photo.caption, photo.tags, photo.location) == (MediaKind.IMAGE, None, (), None)
    assert (photo.likes, photo.comments, photo.liked_by_me) == (0, 0, False)
    assert photo.created_at == given.now - timedelta(minutes=5)
    assert given.now == datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    assert given.facts.relationship == Relationship(outgoing=Outgoing.NONE, incoming=Incoming.NONE, private=False)
    assert isinstance(given.facts.profile, Profile)


def test_a_photo_has_the_tags_of_its_caption_and_of_the_list_that_brings_it(
    situation: Callable[[str], Situation],
) -> None:
    given = situation("""
        new_media:
          via: { tag: Sunset }
          caption.text: "Am See #GoldenHour"
    """)
    assert photo_of(given).tags == ("goldenhour", "sunset")
    assert isinstance(given.event, NewMedia)
    assert given.event.sources == {Source.parse("tag:sunset")}


@pytest.mark.parametrize(
    ("via", "source"),
    [
        ("user: ana", "user:id-of-ana"),
        ("user: '@Ana'", "user:id-of-ana"),
        ("location: '7'", "location:7"),
        ("feed: true", "feed:self"),
        ("popular: true", "popular:all"),
    ],
)
def test_any_list_may_bring_it(situation: Callable[[str], Situation], via: str, source: str) -> None:
    given = situation(f"new_media:\n  via: {{ {via} }}\n  author: ana")
    assert isinstance(given.event, NewMedia)
    assert given.event.sources == {Source.parse(source)}


def test_without_a_list_its_author_is_watched(situation: Callable[[str], Situation]) -> None:
    given = situation("new_media: { author: ana }")
    assert isinstance(given.event, NewMedia)
    assert given.event.sources == {Source.parse("user:id-of-ana")}


def test_a_place_may_be_a_point_only(situation: Callable[[str], Situation]) -> None:
    place = photo_of(situation("new_media: { location: { lat: 52.5, lng: 13.4 } }")).location
    assert place is not None
    assert place is not UNKNOWN
    assert (place.id, place.name, place.latitude, place.longitude) == (None, None, 52.5, 13.4)


def test_a_place_nobody_tells_is_unknown(situation: Callable[[str], Situation]) -> None:
    assert photo_of(situation("new_media: { unavailable: [location] }")).location is UNKNOWN


def test_the_owner_is_called_self(situation: Callable[[str], Situation]) -> None:
    given = situation("new_media: { author: self }")
    assert photo_of(given).author.id == given.facts.me


def test_a_request_has_a_person_a_page_and_a_tie(situation: Callable[[str], Situation]) -> None:
    given = situation("""
        follow_request:
          requester: { username: eve, bio: "CRYPTO", posts: 9, has_picture: false, unavailable: [followers] }
          relationship.outgoing: follows
          requester.waiting: 2h
    """)
    assert isinstance(given.event, FollowRequest)
    assert (given.event.requester.username, given.event.requester.picture) == ("eve", None)
    assert given.event.first_seen_at == given.now - timedelta(hours=2)
    profile, tie = given.facts.profile, given.facts.relationship
    assert isinstance(profile, Profile)
    assert (profile.bio, profile.posts, profile.followers) == ("CRYPTO", 9, UNKNOWN)
    assert isinstance(tie, Relationship)
    assert tie.outgoing is Outgoing.FOLLOWS


def test_a_comment_stands_under_the_owners_photo(situation: Callable[[str], Situation]) -> None:
    given = situation("new_comment: { comment.text: 'Where?', comment.author: ben, caption.text: 'My lake' }")
    assert isinstance(given.event, NewComment)
    assert (given.event.comment.text, given.event.comment.author.username) == ("Where?", "ben")
    assert given.event.media.author.id == given.facts.me
    assert given.event.media.caption == "My lake"


def test_history_is_what_we_did_before(situation: Callable[[str], Situation]) -> None:
    history = situation("history: { author.likes: 3, author.last_action_age: 2d }\nnew_media:").facts.history
    assert history is not UNKNOWN
    assert (history.likes, history.comments) == (3, 0)
    assert history.last_action_at == datetime(2026, 5, 30, 12, 0, tzinfo=UTC)


def test_comments_may_be_given(situation: Callable[[str], Situation]) -> None:
    comments = situation("new_media: { comments.texts: [lovely, wow], comments.authors: [ana], comments.mine: true }")
    assert isinstance(comments.facts.comments, tuple)
    told = [(comment.text, comment.author.username) for comment in comments.facts.comments]
    assert told == [("lovely", "ana"), ("wow", "someone_else"), ("Lovely!", "me")]
