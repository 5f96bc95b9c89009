"""People on the wire."""

from __future__ import annotations

from pydantic import OnErrorOmit, TypeAdapter

from domain.ids import UserId
from domain.people import Incoming, Outgoing, Person, Profile, Relationship
from domain.unknown import UNKNOWN, Unknown
from networks.instagram.wire.told import Told, WireId, WireModel


class WirePerson(WireModel):
    """Somebody as in lists and beside photos."""

    id: WireId
    username: WireId
    full_name: Told[str] = UNKNOWN
    profile_picture: Told[str] = UNKNOWN

    def as_person(self) -> Person:
        """The same in our words."""
        return Person(
            id=UserId(self.id),
            username=self.username,
            full_name="" if isinstance(self.full_name, Unknown) else self.full_name,
            picture=None if isinstance(self.profile_picture, Unknown) else self.profile_picture or None,
        )


class WireCounts(WireModel):
    """The three numbers of a profile."""

    media: Told[int] = UNKNOWN
    follows: Told[int] = UNKNOWN
    followed_by: Told[int] = UNKNOWN


class WireProfile(WirePerson):
    """Somebody's own page."""

    bio: Told[str] = UNKNOWN
    website: Told[str] = UNKNOWN
    counts: Told[WireCounts] = UNKNOWN

    def as_profile(self) -> Profile:
        """The same in our words."""
        counts = WireCounts() if isinstance(self.counts, Unknown) else self.counts
        return Profile(
            person=self.as_person(),
            bio=self.bio,
            website=self.website,
            posts=counts.media,
            followers=counts.followed_by,
            follows=counts.follows,
        )


class WireRelationship(WireModel):
    """How the token's owner and somebody stand to each other."""

    outgoing_status: Told[Outgoing] = UNKNOWN
    incoming_status: Told[Incoming] = UNKNOWN
    target_user_is_private: Told[bool] = UNKNOWN

    def as_relationship(self) -> Relationship:
        """The same in our words."""
        return Relationship(
            outgoing=self.outgoing_status,
            incoming=self.incoming_status,
            private=self.target_user_is_private,
        )


class WireOutcome(WireModel):
    """What a change of the relationship answers."""

    outgoing_status: Outgoing


PEOPLE = TypeAdapter(list[OnErrorOmit[WirePerson]])
PROFILE = TypeAdapter(WireProfile)
RELATIONSHIP = TypeAdapter(WireRelationship)
OUTCOME = TypeAdapter(WireOutcome)
