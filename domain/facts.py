"""What a judgement may know beyond the event itself, each fact paid for with a call."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from domain.ids import UserId
    from domain.people import Profile, Relationship
    from domain.unknown import Maybe


class NotLoaded(Enum):
    """Nobody has asked yet; asking costs a call. `UNKNOWN` would say: asked, and not told."""

    NOT_LOADED = "not loaded"


NOT_LOADED = NotLoaded.NOT_LOADED


class Need(Enum):
    """A fact that costs a call."""

    PROFILE = "profile"
    """The author's or the requester's own page."""
    RELATIONSHIP = "relationship"
    """How the owner and that person stand to each other."""


ProfileFact: TypeAlias = "Maybe[Profile] | NotLoaded"
RelationshipFact: TypeAlias = "Maybe[Relationship] | NotLoaded"


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What is known about the person behind an event: the author or the requester."""

    me: UserId
    """The owner's own id, which the rules call `self`."""
    profile: ProfileFact = NOT_LOADED
    relationship: RelationshipFact = NOT_LOADED
