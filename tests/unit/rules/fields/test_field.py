from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.facts import Facts
from domain.ids import UserId
from domain.people import Incoming, Outgoing, Person
from domain.unknown import UNKNOWN
from domain.verdicts import Verdict
from rules.conditions import fields
from rules.fields.catalogue import CATALOGUE
from rules.fields.field import FieldTest, Trigger
from rules.reasons import because
from rules.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from domain.events import Event, FollowRequest, NewComment, NewMedia
    from domain.facts import History
    from domain.media import Comment
    from domain.people import Profile, Relationship
    from rules.conditions import Condition
    from rules.fields.field import AnyField

PHOTO = {
    "media.id": "photo 1874240378153466907_37998182",
    "media.type": "it is an image",
    "media.created_at": "posted on 2026-06-01 17:40 UTC",
    "media.age": "posted 20 minutes ago",
    "media.first_seen_at": "first seen on 2026-06-01 17:55 UTC",
    "media.filter": "the filter is Juno",
    "media.link": "the link is https://instagram.example/p/a…",
    "media.liked_by_me": "you do not like it yet",
    "media.sources": "found in tag:sunset",
    "media.width": "640 pixels wide",
    "media.height": "480 pixels high",
    "tags": "tagged #sunset and #goldenhour",
    "likes.count": "12 likes",
    "comments.count": "2 comments",
    "location": "in Plötzensee",
    "location.id": "at place 7",
    "location.name": "in Plötzensee",
    "tagged.users": "showing @bob",
    "tagged.me": "you are not marked in it",
    "caption.text": "the caption says “@bob at the lake #Sunset 🌅”",
    "caption.length": "a caption of 26 characters",
    "caption.hashtags": "tagged #Sunset",
    "caption.hashtag_count": "1 hashtag",
    "caption.mentions": "mentioning @bob",
    "caption.mention_count": "1 person mentioned",
    "caption.urls": "0 links",
    "caption.emoji_count": "1 emoji",
    "caption.script": "written in Latin",
    "caption.mixed_script": "the caption mixes no look-alike letters",
    "caption.edited": "the caption was edited",
    "author": "by @ana",
    "relationship.incoming": "they follow you",
    "relationship.outgoing": "you asked to follow them",
    "relationship.private": "their account is private",
}
ROLES = ("author", "requester", "comment.author")
PERSON = {
    ".username": "the username is ana",
    ".full_name": "called Ana Maria",
    ".has_picture": "they have a picture",
    ".bio": "the bio says “Painter. Lakes and light.”",
    ".website": "the website is https://www.Ana.example/pictu…",
    ".website_host": "the website is on ana.example",
    ".followers": "230 followers",
    ".follows": "following 115 people",
    ".posts": "120 posts",
    ".ratio": "2 followers per person followed",
    ".private": "their account is private",
    ".relationship.incoming": "they follow you",
    ".relationship.outgoing": "you asked to follow them",
}
REQUEST = {
    "requester": "from @ana",
    "requester.waiting": "asked 2 hours ago",
    "requester.declined_before": "they were never ignored",
}
COMMENT = {
    "comment.text": "the comment says “What a lake!”",
    "comment.author": "by @ana",
    "comment.age": "written 3 minutes ago",
}
COMMENTS = {
    "comments.texts": "the comments say “Gorgeous!” and “Where is it?”",
    "comments.authors": "with comments by @ana and @owner",
    "comments.mine": "you commented on it",
}
HISTORY = {
    "history.author.likes": "liked 2 times",
    "history.author.comments": "commented on 1 time",
    "history.author.last_action_age": "last dealt with 3 days ago",
    "history.author.asked": "asked about 1 time",
    "history.author.declined": "declined 0 times",
    "history.author.undone": "undone 1 time",
    "history.author.opted_out": "they did not opt out",
    "history.media.seen_by": "seen by local-sunsets",
}
CLOCK = {
    "clock.hour": "18 h by the clock",
    "clock.weekday": "it is Monday",
    "clock.date": "on 2026-06-01",
}
WHOLE = {
    **PHOTO,
    **REQUEST,
    **COMMENT,
    **COMMENTS,
    **HISTORY,
    **CLOCK,
    **{f"{role}{name}": phrase for role in ROLES for name, phrase in PERSON.items()},
}

TERSE = {"eq", "ne", "lt", "lte", "gt", "gte", "between", "contains", "equals", "exists", "count", "near"}
OPERATORS = {name for field in CATALOGUE.values() for name in field.kind.names()}


def questions(field: AnyField) -> Iterator[str]:
    """The field with every key that it takes, as the example of the key has it, and with a bare value."""
    for usage in (field.kind.single, *field.kind.usages()):
        if usage is not None:
            _, _, asked = usage.example.partition(": ")
            yield f"{field.name}: {asked}"


@pytest.fixture
def known(
    remark: Callable[..., Comment],
    profile: Callable[..., Profile],
    tie: Callable[..., Relationship],
    history: Callable[..., History],
    now: datetime,
) -> Facts:
    return Facts(
        me=UserId("1"),
        profile=profile(),
        relationship=tie(outgoing=Outgoing.REQUESTED, incoming=Incoming.FOLLOWED_BY, private=True),
        comments=(remark("Gorgeous!"), remark("Where is it?", Person(id=UserId("1"), username="owner"))),
        history=history(
            likes=2,
            comments=1,
            last_action_at=now - timedelta(days=3),
            asked=1,
            undone=1,
            seen_by=("local-sunsets",),
            first_caption="0000",
        ),
    )


@pytest.fixture
def seen(
    photo: Callable[..., NewMedia],
    request_of: Callable[..., FollowRequest],
    comment_of: Callable[..., NewComment],
    known: Facts,
    now: datetime,
) -> Callable[[AnyField], Subject]:
    shown = photo(caption="@bob at the lake #Sunset 🌅", tagged=(Person(id=UserId("3"), username="bob"),))

    def subject(field: AnyField) -> Subject:
        event: Event = request_of() if Trigger.FOLLOW_REQUEST in field.triggers else comment_of()
        return Subject(event=shown if Trigger.NEW_MEDIA in field.triggers else event, facts=known, now=now)

    return subject


def test_every_field_is_in_that_list() -> None:
    assert WHOLE.keys() == CATALOGUE.keys()


@pytest.mark.parametrize(("name", "phrase"), WHOLE.items())
def test_a_field_is_told_as_people_say_it(name: str, phrase: str, seen: Callable[[AnyField], Subject]) -> None:
    field = CATALOGUE[name]
    told = field.tell(seen(field))
    assert told is not None
    assert told.text == phrase
    assert told.clause.split()[0] in {"it", "they", "you", "the", "their"}


@pytest.mark.parametrize("name", [name for name, field in CATALOGUE.items() if field.kind.exists])
def test_a_field_that_can_be_absent_has_a_noun_for_it(name: str) -> None:
    plain = CATALOGUE[name].plain
    assert plain.noun
    assert plain.absent().text == f"no {plain.noun}"
    assert plain.present().clause in {f"it has a {plain.noun}", f"they have a {plain.noun}"}


@pytest.mark.parametrize("field", list(CATALOGUE.values()), ids=list(CATALOGUE))
def test_no_phrase_speaks_yaml(
    field: AnyField, condition: Callable[[str], Condition], seen: Callable[[AnyField], Subject]
) -> None:
    subject = seen(field)
    for question in questions(field):
        asked, denied = condition(question), condition(f"none: [{{{question}}}]")
        (held,) = (one for one in (asked, denied) if one.judge(subject).standing.verdict is Verdict.YES)
        reasons = because([(held, held.judge(subject).finding)], subject)
        assert len(reasons) == 1
        assert isinstance(asked, FieldTest)
        for phrase in (*reasons, asked.question.clause):
            speech = set(re.findall(r"[a-z_]+", phrase))
            assert field.name not in phrase or field.name in {"author", "tags", "requester", "location"}
            assert not speech & {operator for operator in OPERATORS if "_" in operator or operator in TERSE}
            assert not set(phrase) & set("{}[]<>=≤≥≠'")


@pytest.mark.parametrize("field", list(CATALOGUE.values()), ids=list(CATALOGUE))
def test_every_example_loads(field: AnyField, condition: Callable[..., Condition]) -> None:
    (trigger, *_) = sorted(field.triggers)
    assert field.doc.endswith(".")
    assert field.example.startswith(f"{field.name}: ")
    assert set(fields(condition(field.example, trigger))) == {field}
    for usage in field.kind.usages():
        name, _, _ = usage.example.partition(": ")
        assert usage.doc[0].isupper()
        assert usage.doc.endswith(".")
        assert re.search(rf"\b{usage.name}\b", usage.example)
        assert {asked.name for asked in fields(condition(usage.example))} == {name}
        assert CATALOGUE[name].kind.name == field.kind.name


def test_what_nobody_told_has_no_phrase(photo: Callable[..., NewMedia], now: datetime) -> None:
    for facts in (Facts(me=UserId("1")), Facts(me=UserId("1"), profile=UNKNOWN, relationship=UNKNOWN)):
        subject = Subject(event=photo(likes=UNKNOWN), facts=facts, now=now)
        assert CATALOGUE["likes.count"].tell(subject) is None
        assert CATALOGUE["author.followers"].tell(subject) is None
        assert CATALOGUE["relationship.outgoing"].tell(subject) is None
