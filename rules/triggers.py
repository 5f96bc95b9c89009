"""Which events wake a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from domain.events import Event, FollowRequest, NewComment, NewMedia
from domain.sources import Source, SourceKind
from rules.fields.field import Trigger
from rules.values.people import username

if TYPE_CHECKING:
    from datetime import timedelta

NAMED = "@"
"""Begins the value of a source that names a user by username; without it, the value is an id."""

OWN = "self"
"""The value of a source that is the owner's own."""

REQUESTS = Source(kind=SourceKind.REQUESTS, value=OWN)
COMMENTS = Source(kind=SourceKind.COMMENTS, value=OWN)


@dataclass(frozen=True, kw_only=True, slots=True)
class OnNewMedia:
    """A new photo in one of the lists."""

    kind: ClassVar[Trigger] = Trigger.NEW_MEDIA
    sources: tuple[Source, ...]
    every: timedelta | None

    def wakes(self, event: Event) -> bool:
        """Whether one of the lists brought it."""
        if not isinstance(event, NewMedia):
            return False
        return any(source in event.sources or self._is_author(source, event) for source in self.sources)

    def _is_author(self, source: Source, event: NewMedia) -> bool:
        author = event.media.author
        by_id = Source(kind=SourceKind.USER, value=author.id)
        return by_id in event.sources and source == named_user(author.username)


@dataclass(frozen=True, kw_only=True, slots=True)
class OnFollowRequest:
    """Somebody asks to follow the owner."""

    kind: ClassVar[Trigger] = Trigger.FOLLOW_REQUEST
    sources: ClassVar[tuple[Source, ...]] = (REQUESTS,)
    every: timedelta | None

    def wakes(self, event: Event) -> bool:
        """Whether it is a request."""
        return isinstance(event, FollowRequest)


@dataclass(frozen=True, kw_only=True, slots=True)
class OnNewComment:
    """Somebody writes under one of the owner's own photos."""

    kind: ClassVar[Trigger] = Trigger.NEW_COMMENT
    sources: ClassVar[tuple[Source, ...]] = (COMMENTS,)
    every: timedelta | None

    def wakes(self, event: Event) -> bool:
        """Whether it is a comment."""
        return isinstance(event, NewComment)


RuleTrigger: TypeAlias = OnNewMedia | OnFollowRequest | OnNewComment


def named_user(name: str) -> Source:
    """The photos of somebody who is known by username only."""
    return Source(kind=SourceKind.USER, value=f"{NAMED}{username(name)}")
