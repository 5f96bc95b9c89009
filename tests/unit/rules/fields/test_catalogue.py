from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.facts import Facts, Need, NotLoaded
from domain.ids import UserId
from domain.people import Incoming, Outgoing, Person
from domain.unknown import UNKNOWN
from rules.fields.catalogue import CATALOGUE, LATER_FIELDS
from rules.fields.field import Trigger
from rules.folding import Text
from rules.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.events import Event, FollowRequest, NewMedia
    from domain.people import Profile, Relationship

CAPTION = "Golden @Ana.B hour 🌅🌅 #Sunset #Sunset #ciel\nwww.a.example me@b.example #1 👩‍👩‍👧 🇩🇪"

PHOTO = [
    ("media.id", "1874240378153466907_37998182"),
    ("media.type", "image"),
    ("media.created_at", "2026-06-01 17:40 UTC"),
    ("media.age", "20m"),
    ("media.first_seen_at", "2026-06-01 17:55 UTC"),
    ("media.filter", "Juno"),
    ("media.link", "https://instagram.example/p/abc/"),
    ("media.liked_by_me", "no"),
    ("media.sources", "tag:sunset, user:42"),
    ("media.width", "640"),
    ("media.height", "480"),
    ("tags", "sunset, goldenhour"),
    ("likes.count", "12"),
    ("comments.count", "2"),
    ("location", "Plötzensee"),
    ("location.id", "7"),
    ("location.name", "Plötzensee"),
    ("tagged.users", ""),
    ("tagged.me", "no"),
    ("caption.text", CAPTION),
    ("caption.length", str(len(CAPTION))),
    ("caption.hashtags", "Sunset, ciel"),
    ("caption.hashtag_count", "2"),
    ("caption.mentions", "ana.b"),
    ("caption.mention_count", "1"),
    ("caption.urls", "1"),
    ("caption.emoji_count", "4"),
    ("author", "@ana"),
    ("author.username", "ana"),
    ("author.full_name", "Ana Maria"),
    ("author.has_picture", "yes"),
    ("author.bio", "Painter. Lakes and light."),
    ("author.website", "https://www.Ana.example/pictures?x=1"),
    ("author.website_host", "ana.example"),
    ("author.followers", "230"),
    ("author.follows", "115"),
    ("author.posts", "120"),
    ("author.ratio", "2"),
    ("author.private", "yes"),
    ("author.relationship.incoming", "followed_by"),
    ("author.relationship.outgoing", "follows"),
    ("relationship.incoming", "followed_by"),
    ("relationship.outgoing", "follows"),
    ("relationship.private", "yes"),
]


@pytest.fixture
def subject(
    photo: Callable[..., NewMedia],
    profile: Callable[..., Profile],
    tie: Callable[..., Relationship],
    now: datetime,
) -> Subject:
    known = Facts(
        me=UserId("1"),
        profile=profile(),
        relationship=tie(outgoing=Outgoing.FOLLOWS, incoming=Incoming.FOLLOWED_BY, private=True),
    )
    return Subject(event=photo(caption=CAPTION, sources=("tag:sunset", "user:42")), facts=known, now=now)


@pytest.mark.parametrize(("name", "shown"), PHOTO)
def test_a_photo_has(name: str, shown: str, subject: Subject) -> None:
    assert CATALOGUE[name].show(subject) == shown


def test_every_field_of_a_photo_is_in_that_list() -> None:
    assert {name for name, _ in PHOTO} == {
        name for name, field in CATALOGUE.items() if Trigger.NEW_MEDIA in field.triggers
    }


def test_a_request_has_the_same_person_and_how_long_it_waits(
    request_of: Callable[..., FollowRequest], subject: Subject, now: datetime
) -> None:
    asked = Subject(event=request_of(), facts=subject.facts, now=now)
    assert CATALOGUE["requester.waiting"].show(asked) == "2h"
    for name in [name for name in CATALOGUE if name.startswith("author")]:
        assert CATALOGUE[name.replace("author", "requester", 1)].show(asked) == CATALOGUE[name].show(subject)


@pytest.mark.parametrize(
    ("name", "need"),
    [
        ("author.username", None),
        ("author.bio", Need.PROFILE),
        ("author.website_host", Need.PROFILE),
        ("author.ratio", Need.PROFILE),
        ("author.private", Need.RELATIONSHIP),
        ("requester.posts", Need.PROFILE),
        ("relationship.outgoing", Need.RELATIONSHIP),
        ("likes.count", None),
    ],
)
def test_what_costs_a_call_is_not_loaded_until_it_was_made(
    name: str,
    need: Need | None,
    photo: Callable[..., NewMedia],
    request_of: Callable[..., FollowRequest],
    now: datetime,
) -> None:
    field = CATALOGUE[name]
    event: Event = photo() if Trigger.NEW_MEDIA in field.triggers else request_of()
    read = field.read(Subject(event=event, facts=Facts(me=UserId("1")), now=now))
    assert field.need is need
    assert (read is NotLoaded.NOT_LOADED) is (need is not None)


ABSENT = ["caption.text", "caption.length", "caption.hashtags", "caption.mentions", "caption.urls", "location"]


@pytest.mark.parametrize("name", [*ABSENT, "location.id", "location.name", "media.width", "media.height"])
def test_absent_and_unknown_are_kept_apart(name: str, photo: Callable[..., NewMedia], now: datetime) -> None:
    for given in (None, UNKNOWN):
        event = photo(caption=given, location=given, picture=given)
        assert CATALOGUE[name].read(Subject(event=event, facts=Facts(me=UserId("1")), now=now)) is given


@pytest.mark.parametrize("name", ["tags", "likes.count", "media.liked_by_me", "tagged.users", "tagged.me"])
def test_what_nobody_told_is_unknown(name: str, photo: Callable[..., NewMedia], now: datetime) -> None:
    event = photo(tags=UNKNOWN, likes=UNKNOWN, liked_by_me=UNKNOWN, tagged=UNKNOWN)
    assert CATALOGUE[name].read(Subject(event=event, facts=Facts(me=UserId("1")), now=now)) is UNKNOWN


def test_a_field_of_the_other_event_is_unknown(
    request_of: Callable[..., FollowRequest], photo: Callable[..., NewMedia], now: datetime
) -> None:
    facts = Facts(me=UserId("1"))
    asked, seen = Subject(event=request_of(), facts=facts, now=now), Subject(event=photo(), facts=facts, now=now)
    for name in ("likes.count", "caption.text", "caption.length", "location.name", "tagged.me"):
        assert CATALOGUE[name].read(asked) is UNKNOWN
    assert CATALOGUE["requester.waiting"].read(seen) is UNKNOWN


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        ("author.ratio", {"follows": 0}, None),
        ("author.ratio", {"followers": UNKNOWN}, UNKNOWN),
        ("author.bio", {"bio": ""}, None),
        ("author.bio", {"bio": UNKNOWN}, UNKNOWN),
        ("author.website", {"website": ""}, None),
        ("author.website_host", {"website": ""}, None),
        ("author.website_host", {"website": UNKNOWN}, UNKNOWN),
        ("author.posts", {"posts": UNKNOWN}, UNKNOWN),
    ],
)
def test_a_profile_may_leave_things_out(
    name: str,
    changes: dict[str, object],
    expected: object,
    photo: Callable[..., NewMedia],
    profile: Callable[..., Profile],
    now: datetime,
) -> None:
    known = Facts(me=UserId("1"), profile=profile(**changes))
    assert CATALOGUE[name].read(Subject(event=photo(), facts=known, now=now)) is expected


@pytest.mark.parametrize(
    ("website", "host"),
    [
        ("https://www.ana.example/x", "ana.example"),
        ("ana.example", "ana.example"),
        ("http://user@Shop.Example:8080?a=1", "shop.example"),
        ("https://notwww.example", "notwww.example"),
    ],
)
def test_the_host_of_a_website(
    website: str, host: str, photo: Callable[..., NewMedia], profile: Callable[..., Profile], now: datetime
) -> None:
    known = Facts(me=UserId("1"), profile=profile(website=website))
    value = CATALOGUE["author.website_host"].read(Subject(event=photo(), facts=known, now=now))
    assert isinstance(value, Text)
    assert value.raw == host


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (None, False),
        ("https://p.example/44884218_345707102882519_anonymousUser.jpg", False),
        ("https://p.example/ana.jpg", True),
    ],
)
def test_a_placeholder_is_no_picture(
    picture: str | None, photo: Callable[..., NewMedia], now: datetime, *, expected: bool
) -> None:
    event = photo(author=Person(id=UserId("2"), username="b", picture=picture))
    subject = Subject(event=event, facts=Facts(me=UserId("1")), now=now)
    assert CATALOGUE["author.has_picture"].read(subject) is expected


def test_every_field_is_explained_and_none_is_both_here_and_later() -> None:
    assert all(field.doc.endswith(".") for field in CATALOGUE.values())
    assert not LATER_FIELDS & CATALOGUE.keys()
