"""What happened, whatever brought the news."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from domain.ids import EventKey
from domain.media import Media

if TYPE_CHECKING:
    from datetime import datetime

    from domain.facts import MediaFact
    from domain.media import Comment
    from domain.people import Person
    from domain.sources import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class NewMedia:
    """A photo that was not there before. One event, however many sources bring it."""

    media: Media
    sources: frozenset[Source]
    first_seen_at: datetime

    @property
    def key(self) -> EventKey:
        """One per photo."""
        return EventKey(f"media:{self.media.id}")

    @property
    def person(self) -> Person:
        """The author."""
        return self.media.author


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowRequest:
    """Somebody asks to follow the owner's closed account."""

    requester: Person
    first_seen_at: datetime
    """Ours: the network does not say when they asked."""

    @property
    def key(self) -> EventKey:
        """One per request: somebody who was ignored may ask again, and that is news again."""
        return EventKey(f"request:{self.requester.id}:{int(self.first_seen_at.timestamp())}")

    @property
    def person(self) -> Person:
        """Who asks."""
        return self.requester


@dataclass(frozen=True, kw_only=True, slots=True)
class NewComment:
    """Somebody wrote under one of the owner's own photos."""

    comment: Comment
    media: Media
    first_seen_at: datetime

    @property
    def key(self) -> EventKey:
        """One per comment."""
        return EventKey(f"comment:{self.comment.id}")

    @property
    def person(self) -> Person:
        """Who wrote it."""
        return self.comment.author


Event: TypeAlias = NewMedia | FollowRequest | NewComment


def with_photo(event: Event, media: MediaFact) -> Event:
    """The event with its photo as it was seen later; as it is, where that is not known or there is none."""
    if isinstance(event, FollowRequest) or not isinstance(media, Media):
        return event
    return replace(event, media=media)
