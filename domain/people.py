"""People and how they stand to the owner."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.ids import UserId
    from domain.unknown import Maybe


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody as they appear beside a photo, in a list or in a follow request."""

    id: UserId
    username: str
    full_name: str = ""
    picture: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """What somebody's own page says. Costs one call."""

    person: Person
    bio: Maybe[str]
    website: Maybe[str]
    posts: Maybe[int]
    followers: Maybe[int]
    follows: Maybe[int]


class Outgoing(StrEnum):
    """What the owner is to them."""

    NONE = "none"
    FOLLOWS = "follows"
    REQUESTED = "requested"


class Incoming(StrEnum):
    """What they are to the owner."""

    NONE = "none"
    FOLLOWED_BY = "followed_by"
    REQUESTED_BY = "requested_by"
    BLOCKED_BY_YOU = "blocked_by_you"


@dataclass(frozen=True, kw_only=True, slots=True)
class Relationship:
    """How the owner and somebody stand to each other. Costs one call."""

    outgoing: Maybe[Outgoing]
    incoming: Maybe[Incoming]
    private: Maybe[bool]
    """Whether their photos are shown to followers only."""


class RelationshipVerb(StrEnum):
    """What the owner can do about somebody; all six share one endpoint and one hourly limit."""

    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    BLOCK = "block"
    UNBLOCK = "unblock"
    APPROVE = "approve"
    IGNORE = "ignore"
