"""What a rule looks at: one event, the facts about its person, and the moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from domain.events import FollowRequest, NewComment, NewMedia
from domain.facts import NotLoaded
from domain.unknown import Maybe, Unknown
from rules.contents import hashtags, mentions
from rules.folding import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, tzinfo

    from domain.events import Event
    from domain.facts import Facts
    from domain.media import Media
    from domain.people import Person
    from rules.values.sets import Words

T = TypeVar("T")

Value: TypeAlias = "Maybe[T | None] | NotLoaded"
"""What a field may hold: a value, `None` (there is none), `UNKNOWN` (not told) or `NOT_LOADED` (not asked)."""


@dataclass(kw_only=True, eq=False)
class Subject:
    """One event as all the rules see it. Texts are folded once for all of them, which is why it has no slots.

    It is made for every photo and lives no longer, so it is not frozen: that would take three times as long.
    """

    event: Event
    facts: Facts
    now: datetime

    zone: tzinfo = UTC
    """Of the rules file: what the clock's fields are told in."""

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

    @property
    def media(self) -> Maybe[Media]:
        """The photo that is new, or that was commented on."""
        return Unknown.UNKNOWN if isinstance(self.event, FollowRequest) else self.event.media

    @cached_property
    def local(self) -> datetime:
        """The moment as the clocks of the file's zone show it."""
        return self.now.astimezone(self.zone)

    @cached_property
    def caption(self) -> Maybe[Text | None]:
        """The caption of the photo. An empty one counts as none."""
        media = self.media
        return media if isinstance(media, Unknown) else optional_text(media.caption)

    @cached_property
    def hashtags(self) -> Maybe[Words | None]:
        """The hashtags of the caption."""
        return _words(self.caption, hashtags)

    @cached_property
    def mentions(self) -> Maybe[Words | None]:
        """The usernames in the caption."""
        return _words(self.caption, mentions)

    @cached_property
    def place_name(self) -> Maybe[Text | None]:
        """What the place of the photo is called."""
        place = self.media if isinstance(self.media, Unknown) else self.media.location
        return place if place is None or isinstance(place, Unknown) else as_text(place.name)

    @cached_property
    def comment(self) -> Maybe[Text | None]:
        """What the new comment says."""
        return as_text(self.event.comment.text) if isinstance(self.event, NewComment) else Unknown.UNKNOWN

    @cached_property
    def username(self) -> Text | None:
        """The person's username."""
        return as_text(self.person.username)

    @cached_property
    def full_name(self) -> Text | None:
        """The person's full name."""
        return as_text(self.person.full_name)

    @cached_property
    def bio(self) -> Value[Text]:
        """What the person writes about themselves."""
        profile = self.facts.profile
        if isinstance(profile, Unknown | NotLoaded):
            return profile
        return optional_text(profile.bio)


def as_text(raw: str | None) -> Text | None:
    """A text to be compared; an empty one counts as absent."""
    return Text(raw) if raw else None


def optional_text(value: Maybe[str | None]) -> Maybe[Text | None]:
    """A text that may be absent or unknown."""
    return value if isinstance(value, Unknown) else as_text(value)


def _words(text: Maybe[Text | None], find: Callable[[str], tuple[str, ...]]) -> Maybe[Words | None]:
    return text if text is None or isinstance(text, Unknown) else find(text.raw)
