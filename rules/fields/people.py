"""What a rule may ask about the person behind an event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from domain.events import FollowRequest
from domain.facts import Need, NotLoaded
from domain.people import Incoming, Outgoing
from domain.unknown import UNKNOWN, Maybe, Unknown
from rules.fields.field import AnyField, Field, Trigger
from rules.subject import as_text
from rules.values.choices import BOOL, enum
from rules.values.numbers import DURATION, NUMBER
from rules.values.people import PEOPLE
from rules.values.texts import TEXT
from rules.wording import Wording, amount, state, truth, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from domain.people import Person, Profile, Relationship
    from rules.folding import Text
    from rules.subject import Subject, Value
    from rules.values.kinds import Kind

T = TypeVar("T")

_INCOMING = enum(*(state.value for state in Incoming))
_OUTGOING = enum(*(state.value for state in Outgoing))
_PLACEHOLDER = "anonymousUser"
"""The name of the picture that the network shows for people without one."""


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


class _Role:
    """One way to speak of the person: `author`, or `requester`."""

    def __init__(self, name: str, *triggers: Trigger) -> None:
        self._name = name
        self._triggers = frozenset(triggers)

    def given(
        self, name: str, kind: Kind[T], doc: str, plain: Wording, read: Callable[[Person], T | None]
    ) -> Field[T]:
        """A field that comes with the event."""
        return self._field(name, kind, doc, plain, lambda subject: read(subject.person))

    def profile(
        self, name: str, kind: Kind[T], doc: str, plain: Wording, read: Callable[[Profile], Maybe[T | None]]
    ) -> Field[T]:
        """A field of the person's own page."""

        def read_profile(subject: Subject) -> Value[T]:
            profile = subject.facts.profile
            return profile if isinstance(profile, Unknown | NotLoaded) else read(profile)

        return replace(self._field(name, kind, doc, plain, read_profile), need=Need.PROFILE)

    def bio(self) -> Field[Text]:
        """The person's own words."""
        doc = "What they write about themselves."
        return replace(self._field(".bio", TEXT, doc, _BIO, lambda subject: subject.bio), need=Need.PROFILE)

    def standing(
        self, name: str, kind: Kind[T], doc: str, plain: Wording, read: Callable[[Relationship], Maybe[T | None]]
    ) -> Field[T]:
        """A field of how the owner and the person stand to each other."""

        def read_relationship(subject: Subject) -> Value[T]:
            relationship = subject.facts.relationship
            return relationship if isinstance(relationship, Unknown | NotLoaded) else read(relationship)

        return replace(self._field(name, kind, doc, plain, read_relationship), need=Need.RELATIONSHIP)

    def _field(
        self, name: str, kind: Kind[T], doc: str, plain: Wording, read: Callable[[Subject], Value[T]]
    ) -> Field[T]:
        return Field(name=self._name + name, kind=kind, doc=doc, plain=plain, triggers=self._triggers, read=read)


def _person_fields(role: _Role, who: str) -> tuple[AnyField, ...]:
    return (
        role.given("", PEOPLE, "Who it is.", Wording(text=who, lead="it is"), lambda person: (person,)),
        *_named_fields(role),
        role.bio(),
        *_profile_fields(role),
        role.standing(
            ".private", BOOL, "Whether only followers see their photos.", _PRIVATE, lambda tie: tie.private
        ),
        *_tie_fields(role, ".relationship"),
    )


def _named_fields(role: _Role) -> tuple[AnyField, ...]:
    username = _label("the username is {}", "username")
    pictured = truth("they have a picture", "they have no picture")
    return (
        role.given(".username", TEXT, "Their username.", username, lambda person: as_text(person.username)),
        role.given(".full_name", TEXT, "Their full name.", _NAME, lambda person: as_text(person.full_name)),
        role.given(".has_picture", BOOL, "Whether they show a picture of their own.", pictured, _has_picture),
    )


def _profile_fields(role: _Role) -> tuple[AnyField, ...]:
    website = _label("the website is {}", "website")
    host = _label("the website is on {}", "website")
    followers = _figure("{} followers", "{} follower", "number of followers")
    posts = _figure("{} posts", "{} post", "number of posts")
    ratio = _figure(_RATIO, "", "followed people")
    return (
        role.profile(".website", TEXT, "Their link.", website, lambda page: _text(page.website)),
        role.profile(".website_host", TEXT, "The host of their link, without www.", host, _website_host),
        role.profile(".followers", NUMBER, "How many follow them.", followers, lambda page: _amount(page.followers)),
        role.profile(".follows", NUMBER, "How many they follow.", _FOLLOWING, lambda page: _amount(page.follows)),
        role.profile(".posts", NUMBER, "How many photos they have.", posts, lambda page: _amount(page.posts)),
        role.profile(".ratio", NUMBER, "Followers for each one they follow.", ratio, _ratio),
    )


def _tie_fields(role: _Role, prefix: str) -> tuple[AnyField, ...]:
    incoming, outgoing = state(_INCOMING_SAID), state(_OUTGOING_SAID)
    return (
        role.standing(
            f"{prefix}.incoming", _INCOMING, "What they are to you.", incoming, lambda tie: _word(tie.incoming)
        ),
        role.standing(
            f"{prefix}.outgoing", _OUTGOING, "What you are to them.", outgoing, lambda tie: _word(tie.outgoing)
        ),
    )


def _has_picture(person: Person) -> bool:
    return person.picture is not None and _PLACEHOLDER not in person.picture


def _text(value: Maybe[str]) -> Maybe[Text | None]:
    return value if isinstance(value, Unknown) else as_text(value)


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


def _waiting(subject: Subject) -> Value[timedelta]:
    event = subject.event
    return subject.now - event.first_seen_at if isinstance(event, FollowRequest) else UNKNOWN


_EITHER = _Role("relationship", Trigger.NEW_MEDIA, Trigger.FOLLOW_REQUEST)

PEOPLE_FIELDS: tuple[AnyField, ...] = (
    *_person_fields(_Role("author", Trigger.NEW_MEDIA), "by {}"),
    *_person_fields(_Role("requester", Trigger.FOLLOW_REQUEST), "from {}"),
    Field(
        name="requester.waiting",
        kind=DURATION,
        doc="How long ago we first saw the request.",
        plain=amount("asked {} ago", lead="they", noun="waiting time"),
        triggers=frozenset({Trigger.FOLLOW_REQUEST}),
        read=_waiting,
    ),
    *_tie_fields(_EITHER, ""),
    _EITHER.standing(".private", BOOL, "Whether only followers see their photos.", _PRIVATE, lambda tie: tie.private),
)
