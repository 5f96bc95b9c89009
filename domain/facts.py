"""What a judgement may know beyond the event itself: from our own records, or paid for with a call each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from datetime import datetime

    from domain.ids import UserId
    from domain.media import Comment, Media
    from domain.people import Profile, Relationship
    from domain.unknown import Maybe


class NotLoaded(Enum):
    """Nobody has asked yet; asking costs a call. `UNKNOWN` would say: asked, and not told."""

    NOT_LOADED = "not loaded"


NOT_LOADED = NotLoaded.NOT_LOADED


class Need(Enum):
    """A fact that costs a call. Listed by what it costs, the cheapest first."""

    PROFILE = "profile"
    """The person's own page. Often kept from an earlier event."""
    RELATIONSHIP = "relationship"
    """How the owner and that person stand to each other."""
    MEDIA = "media"
    """The photo alone, for what the list that brought it does not tell."""
    COMMENTS = "comments"
    """What is written under the photo. The longest answer."""

    @property
    def cost(self) -> int:
        """Its rank, from 1: what costs less is asked first."""
        return tuple(Need).index(self) + 1


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """What our own records say about an event: its person, its photo."""

    likes: int
    """How many of the person's photos we liked."""
    comments: int
    """How many comments we wrote to them."""
    last_action_at: datetime | None
    """When we last did something about them."""
    asked: int
    """How often the owner was asked about them."""
    declined: int
    """How often the owner said no."""
    undone: int
    """How often the owner took back what was done."""
    opted_out: bool
    """Whether they want nothing from us."""
    declined_before: bool
    """Whether an earlier request of theirs was ignored."""
    seen_by: tuple[str, ...]
    """The ids of the rules that the photo met before."""
    first_caption: Maybe[str | None]
    """The `caption_hash` of what the photo said when it was first seen."""


ProfileFact: TypeAlias = "Maybe[Profile] | NotLoaded"
RelationshipFact: TypeAlias = "Maybe[Relationship] | NotLoaded"
MediaFact: TypeAlias = "Maybe[Media] | NotLoaded"
CommentsFact: TypeAlias = "Maybe[tuple[Comment, ...]] | NotLoaded"


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What is known about the person behind an event (the author, who asks or who commented) and about its photo."""

    me: UserId
    """The owner's own id, which the rules call `self`."""
    history: Maybe[History] = UNKNOWN
    """Costs nothing, so it is given with the first judgement or not at all."""
    profile: ProfileFact = NOT_LOADED
    relationship: RelationshipFact = NOT_LOADED
    media: MediaFact = NOT_LOADED
    comments: CommentsFact = NOT_LOADED


def caption_hash(caption: str | None) -> str | None:
    """A short name for the exact words of a caption; none for none."""
    return sha256(caption.encode(errors="surrogatepass")).hexdigest()[:16] if caption else None
