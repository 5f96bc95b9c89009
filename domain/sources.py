"""Where to look for news."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """What kind of list is looked at."""

    TAG = "tag"
    USER = "user"
    LOCATION = "location"
    AREA = "area"
    """A circle on the map: `52.52,13.405,5000`, in degrees and metres."""
    GEOGRAPHY = "geography"
    """A circle that the application has subscribed to, by its id."""
    FEED = "feed"
    """What the people whom the owner follows post: `feed:self`."""
    LIKED = "liked"
    """What the owner liked: `liked:self`."""
    POPULAR = "popular"
    """What the network recommends: `popular:all`."""
    REQUESTS = "requests"
    COMMENTS = "comments"
    """What people write under the owner's own photos: `comments:self`."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Source:
    """One list on the network: `tag:sunset`, `user:37998182`, `location:212988663` or `requests:self`."""

    kind: SourceKind
    value: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"

    @classmethod
    def parse(cls, text: str) -> Source:
        """Read back what `str` wrote. Raises ValueError for anything else."""
        kind, _, value = text.partition(":")
        if not value:
            raise ValueError(f"a source reads kind:value, not {text!r}")
        return cls(kind=SourceKind(kind), value=value)
