"""What a rule looks at: one event, the facts about its person, and the moment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from domain.events import FollowRequest, NewComment, NewMedia
from domain.facts import NotLoaded
from domain.unknown import Maybe, Unknown
from rules.folding import Text

if TYPE_CHECKING:
    from datetime import datetime

    from domain.events import Event
    from domain.facts import Facts
    from domain.people import Person

T = TypeVar("T")

Value: TypeAlias = "Maybe[T | None] | NotLoaded"
"""What a field may hold: a value, `None` (there is none), `UNKNOWN` (not told) or `NOT_LOADED` (not asked)."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One event as all the rules see it. Texts are folded once for all of them, which is why it has no slots."""

    event: Event
    facts: Facts
    now: datetime

    @property
    def person(self) -> Person:
        """Whom the event is about: the author, who asks to follow, or who commented."""
        match self.event:
            case NewMedia(media=media):
                return media.author
            case FollowRequest(requester=requester):
                return requester
            case NewComment(comment=comment):
                return comment.author

    @cached_property
    def caption(self) -> Maybe[Text | None]:
        """The caption of the photo. An empty one counts as none."""
        match self.event:
            case NewMedia(media=media) | NewComment(media=media):
                caption = media.caption
                return caption if isinstance(caption, Unknown) else as_text(caption)
            case FollowRequest():
                return Unknown.UNKNOWN

    @cached_property
    def bio(self) -> Value[Text]:
        """What the person writes about themselves."""
        profile = self.facts.profile
        if isinstance(profile, Unknown | NotLoaded):
            return profile
        return profile.bio if isinstance(profile.bio, Unknown) else as_text(profile.bio)


def as_text(raw: str | None) -> Text | None:
    """A text to be compared; an empty one counts as absent."""
    return Text(raw) if raw else None
