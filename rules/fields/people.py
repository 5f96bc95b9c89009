"""What a rule may ask about the person behind an event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.events import FollowRequest
from domain.facts import Need
from domain.people import Incoming, Outgoing
from domain.unknown import UNKNOWN, Maybe, Unknown
from rules.fields.field import AnyField, Field, Trigger
from rules.fields.roles import Role
from rules.subject import as_text, optional_text
from rules.values.choices import BOOL, enum
from rules.values.numbers import DURATION, NUMBER
from rules.values.people import PEOPLE
from rules.values.textkinds import TEXT
from rules.wording import Wording, amount, state, truth, written

if TYPE_CHECKING:
    from datetime import timedelta

    from domain.people import Person, Profile
    from rules.folding import Text
    from rules.subject import Subject, Value

_INCOMING = enum("relationship.incoming", *(state.value for state in Incoming))
_OUTGOING = enum("relationship.outgoing", *(state.value for state in Outgoing))
_PLACEHOLDER = "anonymousUser"
"""The name of the picture that the network shows for people without one."""


_NO_SPAM = "{ no_word: [crypto, dm to collab] }"
_BIO = written("the bio says {}", "bio", owner="they have", prose=True)
_NAME = written("called {}", "full name", lead="they are", owner="they have")
_FOLLOWING = amount(
    "following {} people", "following {} person", lead="they are", noun="number of followed people", owner="they have"
)
_RATIO = "{} followers per person followed"
_INCOMING_SAID = {
    Incoming.NONE.value: "they do not follow you",
    Incoming.FOLLOWED_BY.value: "they follow you",
    Incoming.REQUESTED_BY.value: "they ask to follow you",
    Incoming.BLOCKED_BY_YOU.value: "you blocked them",
}
_OUTGOING_SAID = {
    Outgoing.NONE.value: "you do not follow them",
    Outgoing.FOLLOWS.value: "you follow them",
    Outgoing.REQUESTED.value: "you asked to follow them",
}
_PRIVATE = truth("their account is private", "their account is public")


def _label(text: str, noun: str) -> Wording:
    return written(text, noun, owner="they have")


def _figure(many: str, one: str, noun: str) -> Wording:
    return amount(many, one, lead="they have", noun=noun, owner="they have")


def _person_fields(role: Role, who: str) -> tuple[AnyField, ...]:
    return (
        role.given(
            "",
            PEOPLE,
            "Who it is.",
            Wording(text=who, lead="it is"),
            "{ none_of: [self, id:12345678] }",
            lambda subject: (subject.person,),
        ),
        *_named_fields(role),
        replace(
            role.given(
                ".bio", TEXT, "What they write about themselves.", _BIO, _NO_SPAM, lambda subject: subject.bio
            ),
            need=Need.PROFILE,
        ),
        *_profile_fields(role),
        _private(role),
        *_tie_fields(role, ".relationship"),
    )


def _named_fields(role: Role) -> tuple[AnyField, ...]:
    username = _label("the username is {}", "username")
    pictured = truth("they have a picture", "they have no picture")
    return (
        role.given(
            ".username",
            TEXT,
            "Their username.",
            username,
            "{ not_contains: [shop, promo] }",
            lambda subject: subject.username,
        ),
        role.given(
            ".full_name", TEXT, "Their full name.", _NAME, "{ exists: true }", lambda subject: subject.full_name
        ),
        role.given(
            ".has_picture",
            BOOL,
            "Whether they show a picture of their own.",
            pictured,
            "true",
            lambda subject: _has_picture(subject.person),
        ),
    )


def _profile_fields(role: Role) -> tuple[AnyField, ...]:
    website = _label("the website is {}", "website")
    host = _label("the website is on {}", "website")
    ratio = _figure(_RATIO, "", "followed people")
    return (
        role.profile(
            ".website", TEXT, "Their link.", website, "{ exists: true }", lambda page: optional_text(page.website)
        ),
        role.profile(
            ".website_host",
            TEXT,
            "The host of their link, without www.",
            host,
            "[bit.ly, linktr.ee]",
            _website_host,
        ),
        *_figure_fields(role),
        role.profile(".ratio", NUMBER, "Followers for each one they follow.", ratio, "{ gte: 0.1 }", _ratio),
    )


def _figure_fields(role: Role) -> tuple[AnyField, ...]:
    followers = _figure("{} followers", "{} follower", "number of followers")
    posts = _figure("{} posts", "{} post", "number of posts")
    return (
        role.profile(
            ".followers",
            NUMBER,
            "How many follow them.",
            followers,
            "{ between: [50, 20000] }",
            lambda page: _amount(page.followers),
        ),
        role.profile(
            ".follows",
            NUMBER,
            "How many they follow.",
            _FOLLOWING,
            "{ lte: 3000 }",
            lambda page: _amount(page.follows),
        ),
        role.profile(
            ".posts", NUMBER, "How many photos they have.", posts, "{ gte: 3 }", lambda page: _amount(page.posts)
        ),
    )


def _tie_fields(role: Role, prefix: str) -> tuple[AnyField, ...]:
    return (
        role.standing(
            f"{prefix}.incoming",
            _INCOMING,
            "What they are to you.",
            state(_INCOMING_SAID),
            "followed_by",
            lambda tie: _word(tie.incoming),
        ),
        role.standing(
            f"{prefix}.outgoing",
            _OUTGOING,
            "What you are to them.",
            state(_OUTGOING_SAID),
            "[follows, requested]",
            lambda tie: _word(tie.outgoing),
        ),
    )


def _private(role: Role) -> Field[bool]:
    doc = "Whether only followers see their photos."
    return role.standing(".private", BOOL, doc, _PRIVATE, "false", lambda tie: tie.private)


def _has_picture(person: Person) -> bool:
    return person.picture is not None and _PLACEHOLDER not in person.picture


def _amount(value: Maybe[int]) -> Maybe[float | None]:
    return value if isinstance(value, Unknown) else float(value)


def _word(value: Maybe[Incoming] | Maybe[Outgoing]) -> Maybe[str | None]:
    return value if isinstance(value, Unknown) else value.value


def _website_host(profile: Profile) -> Maybe[Text | None]:
    if isinstance(profile.website, Unknown):
        return profile.website
    host = profile.website.split("//", 1)[-1].split("/", 1)[0].split("?", 1)[0]
    return as_text(host.rsplit("@", 1)[-1].split(":", 1)[0].casefold().removeprefix("www."))


def _ratio(profile: Profile) -> Maybe[float | None]:
    if isinstance(profile.followers, Unknown) or isinstance(profile.follows, Unknown):
        return UNKNOWN
    return profile.followers / profile.follows if profile.follows else None


def _declined_before(subject: Subject) -> Value[bool]:
    history = subject.facts.history
    return history if isinstance(history, Unknown) else history.declined_before


def _waiting(subject: Subject) -> Value[timedelta]:
    event = subject.event
    return subject.now - event.first_seen_at if isinstance(event, FollowRequest) else UNKNOWN


_ANYBODY = Role(name="relationship", triggers=frozenset(Trigger))
_AUTHOR = Role(name="author", triggers=frozenset({Trigger.NEW_MEDIA}))
_REQUESTER = Role(name="requester", triggers=frozenset({Trigger.FOLLOW_REQUEST}))
_COMMENTER = Role(name="comment.author", triggers=frozenset({Trigger.NEW_COMMENT}))

PEOPLE_FIELDS: tuple[AnyField, ...] = (
    *_person_fields(_AUTHOR, "by {}"),
    *_person_fields(_REQUESTER, "from {}"),
    *_person_fields(_COMMENTER, "by {}"),
    _REQUESTER.given(
        ".waiting",
        DURATION,
        "How long ago we first saw the request.",
        amount("asked {} ago", lead="they", noun="waiting time"),
        "{ gte: 1d }",
        _waiting,
    ),
    _REQUESTER.given(
        ".declined_before",
        BOOL,
        "Whether an earlier request of theirs was ignored.",
        truth("they were ignored before", "they were never ignored"),
        "false",
        _declined_before,
    ),
    *_tie_fields(_ANYBODY, ""),
    _private(_ANYBODY),
)
