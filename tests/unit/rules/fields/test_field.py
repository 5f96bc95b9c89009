from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from domain.facts import Facts
from domain.ids import UserId
from domain.people import Incoming, Outgoing, Person
from domain.unknown import UNKNOWN
from rules.fields.catalogue import CATALOGUE
from rules.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from domain.events import FollowRequest, NewMedia
    from domain.people import Profile, Relationship
    from rules.fields.field import AnyField
    from rules.ruleset import RuleSet

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
    "author": "by @ana",
    "relationship.incoming": "they follow you",
    "relationship.outgoing": "you asked to follow them",
    "relationship.private": "their account is private",
}
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
REQUEST = {"requester": "from @ana", "requester.waiting": "asked 2 hours ago"}
WHOLE = {
    **PHOTO,
    **REQUEST,
    **{f"{role}{name}": phrase for role in ("author", "requester") for name, phrase in PERSON.items()},
}

PLAIN = {
    "number": "1",
    "duration": "1h",
    "time": "1h",
    "set": "[sunset]",
    "user": "[ana]",
    "id": "['7']",
    "text": "a",
}
SPECIAL = {
    "between": "[1s, 9h]",
    "near": "[52, 13], within: 900km",
    "before": "2026-01-01T00:00:00Z",
    "after": "2026-01-01T00:00:00Z",
    "count": "{gte: 1}",
    "length": "{gte: 1}",
    "name": "{contains: see}",
    "exists": "true",
}
TERSE = {"eq", "ne", "lt", "lte", "gt", "gte", "between", "contains", "equals", "exists", "count", "near"}
OPERATORS = {name for field in CATALOGUE.values() for name in field.kind.names()}


def questions() -> Iterator[tuple[str, str]]:
    """Every field with every operator that it takes."""
    for name, field in CATALOGUE.items():
        if not field.kind.operators:
            yield name, f"{name}: true"
        for operator in field.kind.names():
            if operator in field.kind.modifiers:
                continue
            usual = PLAIN.get(field.kind.name, f"[{field.kind.name.split()[0]}]")
            operand = SPECIAL.get(operator, "['7']" if field.kind.name == "place" else usual)
            if operator == "between" and field.kind.name == "number":
                operand = "[0, 1]"
            yield name, f"{name}: {{{operator}: {operand}}}"


@pytest.fixture
def seen(
    photo: Callable[..., NewMedia],
    request_of: Callable[..., FollowRequest],
    profile: Callable[..., Profile],
    tie: Callable[..., Relationship],
    now: datetime,
) -> Callable[[AnyField], Subject]:
    relationship = tie(outgoing=Outgoing.REQUESTED, incoming=Incoming.FOLLOWED_BY, private=True)
    facts = Facts(me=UserId("1"), profile=profile(), relationship=relationship)
    shown = photo(caption="@bob at the lake #Sunset 🌅", tagged=(Person(id=UserId("3"), username="bob"),))

    def subject(field: AnyField) -> Subject:
        event = request_of() if field.name.startswith("requester") else shown
        return Subject(event=event, facts=facts, now=now)

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


@pytest.mark.parametrize(("name", "question"), list(questions()))
def test_no_phrase_speaks_yaml(
    name: str, question: str, ruleset: Callable[[str], RuleSet], seen: Callable[[AnyField], Subject], now: datetime
) -> None:
    field = CATALOGUE[name]
    subject = seen(field)
    requested = field.name.startswith("requester")
    trigger, deed = ("follow_request", "approve") if requested else ("{new_media: {tags: [sunset]}}", "like")
    head = f"trigger: {trigger}, do: [{deed}]"
    yes, no = (f"{{id: yes, {head}, when: {{{question}}}}}", f"{{id: no, {head}, when: {{none: [{{{question}}}]}}}}")
    rules = ruleset(f"rules:\n  - {yes}\n  - {no}\n")
    (action,) = rules.judge(subject.event, subject.facts, now).plan.actions
    told = [*action.because, *(rule.describe() for rule in rules.rules)]
    assert len(action.because) == 1
    for phrase in told:
        speech = set(re.findall(r"[a-z_]+", phrase))
        assert name not in phrase or name in {"author", "tags", "requester", "location"}
        assert not speech & {operator for operator in OPERATORS if "_" in operator or operator in TERSE}
        assert not set(phrase) & set("{}[]<>=≤≥≠'")


def test_what_nobody_told_has_no_phrase(photo: Callable[..., NewMedia], now: datetime) -> None:
    for facts in (Facts(me=UserId("1")), Facts(me=UserId("1"), profile=UNKNOWN, relationship=UNKNOWN)):
        subject = Subject(event=photo(likes=UNKNOWN), facts=facts, now=now)
        assert CATALOGUE["likes.count"].tell(subject) is None
        assert CATALOGUE["author.followers"].tell(subject) is None
        assert CATALOGUE["relationship.outgoing"].tell(subject) is None
