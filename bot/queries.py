"""What a list of photos is of: asked for by a command, and carried by the button that shows the list anew."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot import spans

if TYPE_CHECKING:
    from bot.spans import Span

MOST = 100
"""The most photos that a command asks for at once."""
TAG = re.compile(r"\w{1,100}")
"""The name of a tag, without its `#`."""
_COUNT = re.compile(r"[1-9]\d{0,2}", re.ASCII)


class ListKind(StrEnum):
    """Where the photos are from; the word stands in buttons."""

    TAG = "tag"
    USER = "user"
    PLACE = "at"
    NEAR = "near"
    AREA = "geo"
    """A circle that the application has subscribed to."""
    FEED = "feed"
    LIKED = "liked"
    POPULAR = "popular"
    PHOTO = "media"
    """A single one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """A list on the network, and which part of it."""

    kind: ListKind
    value: str
    """The tag, the id of a person, a place, an area or a photo, or where to look around; else `self`."""
    count: int | None = None
    """How many at once; None leaves it to the network."""
    span: Span | None = None

    @property
    def key(self) -> str:
        """How a button carries it, beside its kind."""
        count = str(self.count or "")
        if self.span is not None:
            return f"{self.value}~{count}~{self.span.key}"
        return f"{self.value}~{count}" if count else self.value


def from_key(kind: str, key: str) -> Query | None:
    """Read back what `key` gave; None for anything else."""
    value, _, rest = key.partition("~")
    number, _, span_key = rest.partition("~")
    span = spans.from_key(span_key) if span_key else None
    if kind not in frozenset(ListKind) or not value or (span_key and span is None):
        return None
    if number and how_many(number) is None:
        return None
    return Query(kind=ListKind(kind), value=value, count=how_many(number), span=span)


def how_many(text: str) -> int | None:
    """A count that was typed, at most 100; None for what is none."""
    return min(int(text), MOST) if _COUNT.fullmatch(text) else None
