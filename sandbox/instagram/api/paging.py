"""Lists in pages: newest first, `max_*` leads to older ones, `min_*` to newer ones, both exclude."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from sandbox.instagram.api import errors
from sandbox.instagram.api.call import Answer, digits, media_number
from sandbox.instagram.api.objects import Shapes
from sandbox.instagram.world.numbers import stamp
from sandbox.instagram.world.shelf import Shelf, Span

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Call, Json

_PAGE = 20
_LARGEST_PAGE = 33
"""Larger wishes are cut silently."""
_LATEST_SECOND = 4_102_444_800
"""The year 2100: timestamps beyond it mean no more than it does."""
_DEPRECATED = "next_max_id and min_id are deprecated for this endpoint; use min_tag_id and max_tag_id instead"


def page_size(call: Call, default: int = _PAGE, largest: int = _LARGEST_PAGE) -> int:
    """How many entries the caller wants."""
    wanted = call.params.get("count")
    if wanted is None:
        return default
    number = digits(wanted.removeprefix("-"))
    if number is None:
        raise errors.invalid("Count must be a number.")
    if number == 0 or wanted.startswith("-"):
        raise errors.invalid("Count must be larger than zero.")
    return min(number, largest)


def by_media_id(call: Call, shelf: Shelf | None) -> Answer:
    """A page of a person's or a place's photos."""
    span = Span(
        below=_lowest(_bound(call, "max_id"), _time_bound(call, "max_timestamp")),
        above=_highest(_bound(call, "min_id"), _time_bound(call, "min_timestamp")),
    )
    part = (shelf or Shelf()).newest(span, page_size(call))
    shapes = Shapes(call)
    pagination: dict[str, Json] = {}
    if part.more:
        last = part.posts[-1].id
        pagination = {"next_url": _next_url(call, "max_id", last), "next_max_id": last}
    return Answer(data=[shapes.media(post) for post in part.posts], pagination=pagination)


def by_tag_id(call: Call, shelf: Shelf | None) -> Answer:
    """A page of a tag's photos, ordered and numbered by when they were tagged. Old names of the bounds work too."""
    span = Span(
        below=_lowest(_bound(call, "max_tag_id"), _bound(call, "max_id")),
        above=_highest(_bound(call, "min_tag_id"), _bound(call, "min_id")),
    )
    part = (shelf or Shelf()).newest(span, page_size(call))
    shapes = Shapes(call)
    pagination: dict[str, Json] = {"deprecation_warning": _DEPRECATED}
    if part.more:
        last = str(part.numbers[-1])
        next_url = _next_url(call, "max_tag_id", last)
        pagination.update(next_max_tag_id=last, next_max_id=last, next_url=next_url)
    if part.posts:
        first = str(part.numbers[0])
        pagination.update(min_tag_id=first, next_min_id=first)
    return Answer(data=[shapes.media(post) for post in part.posts], pagination=pagination)


def _time_bound(call: Call, name: str) -> int | None:
    seconds = _bound(call, name)
    if seconds is None:
        return None
    return max(0, stamp(datetime.fromtimestamp(min(seconds, _LATEST_SECOND), UTC)))


def _bound(call: Call, name: str) -> int | None:
    text = call.params.get(name)
    if not text:
        return None
    number = media_number(text)
    if number is None:
        raise errors.invalid(f"{name} is not an id.")
    return number


def _lowest(*bounds: int | None) -> int | None:
    return min((bound for bound in bounds if bound is not None), default=None)


def _highest(*bounds: int | None) -> int | None:
    return max((bound for bound in bounds if bound is not None), default=None)


def _next_url(call: Call, name: str, value: str) -> str:
    kept = {key: text for key, text in call.params.items() if key not in ("max_id", "max_tag_id")}
    return f"{call.base}/v1{call.path}?{urlencode({**kept, name: value})}"
