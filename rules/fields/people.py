"""What a rule may ask about the person behind an event."""

from __future__ import annotations

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


class _Role:
    """One way to speak of the person: `author`, or `requester`."""

    def __init__(self, name: str, *triggers: Trigger) -> None:
        self._name = name
        self._triggers = frozenset(triggers)

    def given(self, name: str, kind: Kind[T], doc: str, read: Callable[[Person], T | None]) -> Field[T]:
        """A field that comes with the event."""
        return Field(
            name=self._name + name,
            kind=kind,
            doc=doc,
            triggers=self._triggers,
            read=lambda subject: read(subject.person),
        )

    def profile(self, name: str, kind: Kind[T], doc: str, read: Callable[[Profile], Maybe[T | None]]) -> Field[T]:
        """A field of the person's own page."""

        def read_profile(subject: Subject) -> Value[T]:
            profile = subject.facts.profile
            return profile if isinstance(profile, Unknown | NotLoaded) else read(profile)

        return self._costly(name, kind, doc, read_profile, Need.PROFILE)

    def bio(self) -> Field[Text]:
        """The person's own words."""
        doc = "What they write about themselves."
        return self._costly(".bio", TEXT, doc, lambda subject: subject.bio, Need.PROFILE)

    def standing(
        self, name: str, kind: Kind[T], doc: str, read: Callable[[Relationship], Maybe[T | None]]
    ) -> Field[T]:
        """A field of how the owner and the person stand to each other."""

        def read_relationship(subject: Subject) -> Value[T]:
            relationship = subject.facts.relationship
            return relationship if isinstance(relationship, Unknown | NotLoaded) else read(relationship)

        return self._costly(name, kind, doc, read_relationship, Need.RELATIONSHIP)

    def _costly(
        self, name: str, kind: Kind[T], doc: str, read: Callable[[Subject], Value[T]], need: Need
    ) -> Field[T]:
        return Field(name=self._name + name, kind=kind, doc=doc, triggers=self._triggers, read=read, need=need)


def _person_fields(role: _Role) -> tuple[AnyField, ...]:
    return (
        role.given("", PEOPLE, "Who it is.", lambda person: (person,)),
        role.given(".username", TEXT, "Their username.", lambda person: as_text(person.username)),
        role.given(".full_name", TEXT, "Their full name.", lambda person: as_text(person.full_name)),
        role.given(".has_picture", BOOL, "Whether they show a picture of their own.", _has_picture),
        role.bio(),
        role.profile(".website", TEXT, "Their link.", lambda profile: _text(profile.website)),
        role.profile(".website_host", TEXT, "The host of their link, without www.", _website_host),
        role.profile(".followers", NUMBER, "How many follow them.", lambda profile: _amount(profile.followers)),
        role.profile(".follows", NUMBER, "How many they follow.", lambda profile: _amount(profile.follows)),
        role.profile(".posts", NUMBER, "How many photos they have.", lambda profile: _amount(profile.posts)),
        role.profile(".ratio", NUMBER, "Followers for each one they follow.", _ratio),
        role.standing(".private", BOOL, "Whether only followers see their photos.", lambda tie: tie.private),
        *_tie_fields(role, ".relationship"),
    )


def _tie_fields(role: _Role, prefix: str) -> tuple[AnyField, ...]:
    return (
        role.standing(f"{prefix}.incoming", _INCOMING, "What they are to you.", lambda tie: _word(tie.incoming)),
        role.standing(f"{prefix}.outgoing", _OUTGOING, "What you are to them.", lambda tie: _word(tie.outgoing)),
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
    *_person_fields(_Role("author", Trigger.NEW_MEDIA)),
    *_person_fields(_Role("requester", Trigger.FOLLOW_REQUEST)),
    Field(
        name="requester.waiting",
        kind=DURATION,
        doc="How long ago we first saw the request.",
        triggers=frozenset({Trigger.FOLLOW_REQUEST}),
        read=_waiting,
    ),
    *_tie_fields(_EITHER, ""),
    _EITHER.standing(".private", BOOL, "Whether only followers see their photos.", lambda tie: tie.private),
)
