from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from domain.facts import Facts, NotLoaded
from domain.ids import UserId
from domain.media import Place
from domain.unknown import UNKNOWN
from rules.folding import Text
from rules.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.events import FollowRequest, NewComment, NewMedia
    from domain.people import Profile

ME = UserId("1")


@pytest.mark.parametrize("name", ["caption", "hashtags", "mentions", "place_name", "username", "full_name", "bio"])
def test_what_many_rules_read_is_made_once(
    name: str, photo: Callable[..., NewMedia], profile: Callable[..., Profile], now: datetime
) -> None:
    event = photo(caption="#Sunset with @bob")
    subject = Subject(event=event, facts=Facts(me=ME, profile=profile()), now=now)
    assert getattr(subject, name) is getattr(subject, name)
    assert getattr(subject, name)


def test_a_photo(photo: Callable[..., NewMedia], now: datetime) -> None:
    event = photo(caption="#Sunset with @Bob #sunset")
    subject = Subject(event=event, facts=Facts(me=ME), now=now)
    assert subject.media is event.media
    assert subject.person is event.media.author
    assert subject.hashtags == ("Sunset", "sunset")
    assert subject.mentions == ("bob",)
    assert subject.comment is UNKNOWN


def test_a_request(request_of: Callable[..., FollowRequest], now: datetime) -> None:
    event = request_of()
    subject = Subject(event=event, facts=Facts(me=ME), now=now)
    assert subject.person is event.requester
    found = {subject.media, subject.caption, subject.hashtags, subject.mentions, subject.place_name, subject.comment}
    assert found == {UNKNOWN}


def test_a_comment(comment_of: Callable[..., NewComment], now: datetime) -> None:
    event = comment_of("Nice!")
    subject = Subject(event=event, facts=Facts(me=ME), now=now)
    assert subject.media is event.media
    assert subject.person is event.comment.author
    assert isinstance(subject.comment, Text)
    assert subject.comment.raw == "Nice!"
    assert Subject(event=comment_of(""), facts=Facts(me=ME), now=now).comment is None


def test_a_place_without_a_name_is_no_unknown_place(photo: Callable[..., NewMedia], now: datetime) -> None:
    bare = Place(id=None, name=None, latitude=1.0, longitude=2.0)
    for place, name in ((bare, None), (None, None), (UNKNOWN, UNKNOWN)):
        assert Subject(event=photo(location=place), facts=Facts(me=ME), now=now).place_name is name


def test_a_bio_is_not_asked_for_unknown_or_absent(
    photo: Callable[..., NewMedia], profile: Callable[..., Profile], now: datetime
) -> None:
    known = (
        (Facts(me=ME), NotLoaded.NOT_LOADED),
        (Facts(me=ME, profile=UNKNOWN), UNKNOWN),
        (Facts(me=ME, profile=profile(bio=UNKNOWN)), UNKNOWN),
        (Facts(me=ME, profile=profile(bio="")), None),
    )
    for facts, bio in known:
        assert Subject(event=photo(), facts=facts, now=now).bio is bio


def test_local_time_is_that_of_the_zone(photo: Callable[..., NewMedia], now: datetime) -> None:
    local = Subject(event=photo(), facts=Facts(me=ME), now=now, zone=ZoneInfo("Asia/Kolkata")).local
    assert (local.hour, local.minute, local) == (23, 30, now)
