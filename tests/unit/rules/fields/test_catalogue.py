from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from domain.facts import Facts, Need, NotLoaded, caption_hash
from domain.ids import UserId
from domain.people import Incoming, Outgoing, Person
from domain.unknown import UNKNOWN
from rules.fields.catalogue import CATALOGUE
from rules.fields.field import Trigger
from rules.folding import Text
from rules.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.events import Event, FollowRequest, NewComment, NewMedia
    from domain.facts import History, MediaFact
    from domain.media import Comment
    from domain.people import Profile, Relationship
    from domain.unknown import Maybe

OWNER = Person(id=UserId("1"), username="owner")
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
    ("caption.script", "Latin"),
    ("caption.mixed_script", "no"),
    ("caption.edited", "yes"),
    ("comments.texts", "Gorgeous! · Where?"),
    ("comments.authors", "@ana, @owner"),
    ("comments.mine", "yes"),
    ("history.author.likes", "3"),
    ("history.author.comments", "2"),
    ("history.author.last_action_age", "1d"),
    ("history.author.asked", "5"),
    ("history.author.declined", "4"),
    ("history.author.undone", "1"),
    ("history.author.opted_out", "yes"),
    ("history.media.seen_by", "local-sunsets, shop"),
    ("clock.hour", "20"),
    ("clock.weekday", "mon"),
    ("clock.date", "2026-06-01"),
]


@pytest.fixture
def known(
    profile: Callable[..., Profile],
    tie: Callable[..., Relationship],
    remark: Callable[..., Comment],
    history: Callable[..., History],
    now: datetime,
) -> Facts:
    return Facts(
        me=UserId("1"),
        profile=profile(),
        relationship=tie(outgoing=Outgoing.FOLLOWS, incoming=Incoming.FOLLOWED_BY, private=True),
        comments=(remark("Gorgeous!"), remark("Where?", OWNER)),
        history=history(
            likes=3,
            comments=2,
            last_action_at=now - timedelta(days=1),
            asked=5,
            declined=4,
            undone=1,
            opted_out=True,
            declined_before=True,
            seen_by=("local-sunsets", "shop"),
            first_caption=caption_hash("Golden"),
        ),
    )


@pytest.fixture
def subject(photo: Callable[..., NewMedia], known: Facts, now: datetime) -> Subject:
    event = photo(caption=CAPTION, sources=("tag:sunset", "user:42"))
    return Subject(event=event, facts=known, now=now, zone=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(("name", "shown"), PHOTO)
def test_a_photo_has(name: str, shown: str, subject: Subject) -> None:
    assert CATALOGUE[name].show(subject) == shown


def test_every_field_of_a_photo_is_in_that_list() -> None:
    assert {name for name, _ in PHOTO} == {
        name for name, field in CATALOGUE.items() if Trigger.NEW_MEDIA in field.triggers
    }


def test_every_event_has_a_person_a_past_and_a_clock(
    request_of: Callable[..., FollowRequest], comment_of: Callable[..., NewComment], subject: Subject, now: datetime
) -> None:
    for event, role in ((request_of(), "requester"), (comment_of(), "comment.author")):
        other = Subject(event=event, facts=subject.facts, now=now, zone=subject.zone)
        for name in [name for name in CATALOGUE if name.startswith("author")]:
            assert CATALOGUE[name.replace("author", role, 1)].show(other) == CATALOGUE[name].show(subject)
        for name in [name for name in CATALOGUE if name.startswith(("history.author", "clock", "relationship"))]:
            assert CATALOGUE[name].triggers == set(Trigger)
            assert CATALOGUE[name].show(other) == CATALOGUE[name].show(subject)


@pytest.mark.parametrize(("name", "shown"), [("requester.waiting", "2h"), ("requester.declined_before", "yes")])
def test_a_request_has(
    name: str, shown: str, request_of: Callable[..., FollowRequest], known: Facts, now: datetime
) -> None:
    assert CATALOGUE[name].show(Subject(event=request_of(), facts=known, now=now)) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("comment.text", "What a lake!"),
        ("comment.author", "@ana"),
        ("comment.author.followers", "230"),
        ("comment.age", "3m"),
        ("media.type", "image"),
        ("media.age", "2d"),
        ("caption.hashtags", "Sunset"),
        ("likes.count", "12"),
        ("location.name", "Plötzensee"),
        ("comments.mine", "yes"),
        ("history.media.seen_by", "local-sunsets, shop"),
    ],
)
def test_a_comment_has(
    name: str, shown: str, comment_of: Callable[..., NewComment], known: Facts, now: datetime
) -> None:
    assert Trigger.NEW_COMMENT in CATALOGUE[name].triggers
    assert CATALOGUE[name].show(Subject(event=comment_of(), facts=known, now=now)) == shown


def test_every_field_belongs_to_an_event_that_has_it(
    photo: Callable[..., NewMedia],
    request_of: Callable[..., FollowRequest],
    comment_of: Callable[..., NewComment],
    known: Facts,
    now: datetime,
) -> None:
    events: dict[Trigger, Event] = {
        Trigger.NEW_MEDIA: photo(),
        Trigger.FOLLOW_REQUEST: request_of(),
        Trigger.NEW_COMMENT: comment_of(),
    }
    for field in CATALOGUE.values():
        for trigger in field.triggers:
            assert field.show(Subject(event=events[trigger], facts=known, now=now)) is not None, (field.name, trigger)


@pytest.mark.parametrize(
    ("zone", "hour", "weekday", "day"),
    [
        ("UTC", "18", "mon", "2026-06-01"),
        ("Europe/Berlin", "20", "mon", "2026-06-01"),
        ("Asia/Tokyo", "3", "tue", "2026-06-02"),
        ("Pacific/Honolulu", "8", "mon", "2026-06-01"),
    ],
)
def test_the_clock_is_that_of_the_file(zone: str, hour: str, weekday: str, day: str, subject: Subject) -> None:
    local = replace(subject, zone=ZoneInfo(zone))
    told = [CATALOGUE[f"clock.{name}"].show(local) for name in ("hour", "weekday", "date")]
    assert told == [hour, weekday, day]


@pytest.mark.parametrize(
    ("first", "caption", "edited"),
    [
        (caption_hash("sea"), "sea", False),
        (caption_hash("sea"), "Sea", True),
        (caption_hash("sea"), None, True),
        (None, "sea", True),
        (None, None, False),
        (None, "", False),
        (UNKNOWN, "sea", UNKNOWN),
        (caption_hash("sea"), UNKNOWN, UNKNOWN),
    ],
)
def test_an_edit_shows(
    first: Maybe[str | None],
    caption: Maybe[str | None],
    edited: object,
    photo: Callable[..., NewMedia],
    history: Callable[..., History],
    now: datetime,
) -> None:
    known = Facts(me=UserId("1"), history=history(first_caption=first))
    assert CATALOGUE["caption.edited"].read(Subject(event=photo(caption=caption), facts=known, now=now)) is edited


@pytest.mark.parametrize("name", [name for name in CATALOGUE if name.startswith("history.")])
def test_a_past_that_nobody_told_is_unknown(name: str, photo: Callable[..., NewMedia], now: datetime) -> None:
    read = CATALOGUE[name].read(Subject(event=photo(), facts=Facts(me=UserId("1")), now=now))
    assert read is UNKNOWN


def test_nothing_done_yet_is_absent(
    photo: Callable[..., NewMedia], history: Callable[..., History], now: datetime
) -> None:
    known = Facts(me=UserId("1"), history=history())
    subject = Subject(event=photo(), facts=known, now=now)
    assert CATALOGUE["history.author.last_action_age"].read(subject) is None
    assert CATALOGUE["history.media.seen_by"].read(subject) == ()


LACKING = {"likes.count": 12.0, "comments.count": 2.0, "media.liked_by_me": False}


@pytest.mark.parametrize(("name", "told"), LACKING.items())
def test_what_a_list_leaves_out_is_asked_of_the_photo_alone(
    name: str, told: object, photo: Callable[..., NewMedia], now: datetime
) -> None:
    field = CATALOGUE[name]
    bare, full = photo(likes=UNKNOWN, comments=UNKNOWN, liked_by_me=UNKNOWN), photo()
    other = photo(likes=99, comments=99, liked_by_me=True).media

    def read(event: NewMedia, alone: MediaFact = NotLoaded.NOT_LOADED) -> object:
        return field.read(Subject(event=event, facts=Facts(me=UserId("1"), media=alone), now=now))

    assert (field.need, field.lacking, field.call, field.cost) == (None, Need.MEDIA, Need.MEDIA, 0)
    assert read(full) == read(full, other) == read(bare, full.media) == told
    assert read(bare) is NotLoaded.NOT_LOADED
    assert read(bare, UNKNOWN) is read(bare, bare.media) is UNKNOWN


def test_no_other_field_falls_back_on_a_call() -> None:
    assert {name for name, field in CATALOGUE.items() if field.lacking is not None} == LACKING.keys()


@pytest.mark.parametrize("name", [name for name in CATALOGUE if name.startswith("comments.t")])
def test_no_comments_are_absent(name: str, photo: Callable[..., NewMedia], now: datetime) -> None:
    known = Facts(me=UserId("1"), comments=())
    assert CATALOGUE[name].read(Subject(event=photo(), facts=known, now=now)) is None


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
        ("comments.texts", Need.COMMENTS),
        ("comments.authors", Need.COMMENTS),
        ("comments.mine", Need.COMMENTS),
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


ABSENT = [name for name in CATALOGUE if name.startswith(("caption.", "location")) and name != "caption.edited"]


@pytest.mark.parametrize("name", [*ABSENT, "media.width", "media.height", "media.filter", "media.link"])
def test_absent_and_unknown_are_kept_apart(name: str, photo: Callable[..., NewMedia], now: datetime) -> None:
    for given in (None, UNKNOWN):
        event = photo(caption=given, location=given, picture=given, filtered=given, link=given)
        assert CATALOGUE[name].read(Subject(event=event, facts=Facts(me=UserId("1")), now=now)) is given


@pytest.mark.parametrize("name", ["tags", "tagged.users", "tagged.me"])
def test_what_nobody_told_is_unknown(name: str, photo: Callable[..., NewMedia], now: datetime) -> None:
    event = photo(tags=UNKNOWN, tagged=UNKNOWN)
    assert CATALOGUE[name].read(Subject(event=event, facts=Facts(me=UserId("1")), now=now)) is UNKNOWN


def test_a_field_of_the_other_event_is_unknown(
    request_of: Callable[..., FollowRequest], photo: Callable[..., NewMedia], now: datetime
) -> None:
    facts = Facts(me=UserId("1"))
    asked, seen = Subject(event=request_of(), facts=facts, now=now), Subject(event=photo(), facts=facts, now=now)
    photographic = ("media.", "caption.", "location", "tag", "likes.", "comments.count")
    told = [field.read(asked) for name, field in CATALOGUE.items() if name.startswith(photographic)]
    told += [CATALOGUE[name].read(seen) for name in ("requester.waiting", "comment.text", "comment.age")]
    assert set(told) == {UNKNOWN}


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
