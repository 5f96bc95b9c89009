"""Lists in pages: newest first, `max_*` leads to older ones, `min_*` to newer ones, both exclude."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from sandbox.instagram.api import errors
from sandbox.instagram.api.call import Answer, digits, media_number
from sandbox.instagram.api.objects import Shapes
from sandbox.instagram.api.points import moment, number_at
from sandbox.instagram.signing import signature
from sandbox.instagram.world.shelf import Shelf, Span, merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.instagram.api.call import Call, Json
    from sandbox.instagram.world.posts import Post

_PAGE = 20
_LARGEST_PAGE = 33
"""Larger wishes are cut silently."""
_OLDER = frozenset({"max_id", "max_tag_id", "max_like_id", "cursor"})
"""What the next page's bound takes the place of."""
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


def next_url(call: Call, name: str, value: str) -> str:
    """The address of the next page: this request with another bound, signed where the app's calls must be."""
    kept = {key: text for key, text in call.params.items() if key not in _OLDER}
    kept[name] = value
    if call.caller.app.signed:
        kept["sig"] = signature(call.caller.app.client_secret, call.path, kept)
    return f"{call.base}/v1{call.path}?{urlencode(kept)}"


def by_media_id(call: Call, shelf: Shelf | None) -> Answer:
    """A page of a person's or a place's photos."""
    shelves = [] if shelf is None else [shelf]
    span = Span(
        below=_lowest(_bound(call, "max_id"), number_at(moment(call, "max_timestamp"))),
        above=_highest(_bound(call, "min_id"), number_at(moment(call, "min_timestamp"))),
    )
    return _by_media_id(call, shelves, span)


def by_merged_media_id(call: Call, shelves: Iterable[Shelf]) -> Answer:
    """A page of what stands on several shelves, where timestamps mean nothing."""
    return _by_media_id(call, shelves, Span(below=_bound(call, "max_id"), above=_bound(call, "min_id")))


def by_like_id(call: Call, likes: Iterable[tuple[int, Post]]) -> Answer:
    """A page of liked photos, each with the id of the like, the latest like first."""
    below, count = _bound(call, "max_like_id"), page_size(call)
    found = list(islice((like for like in likes if below is None or like[0] < below), count + 1))
    pagination: dict[str, Json] = {}
    if len(found) > count:
        last = str(found[count - 1][0])
        pagination = {"next_url": next_url(call, "max_like_id", last), "next_max_like_id": last}
    return Answer(data=Shapes(call).gallery(post for _, post in found[:count]), pagination=pagination)


def by_tag_id(call: Call, shelf: Shelf | None) -> Answer:
    """A page of a tag's photos, ordered and numbered by when they were tagged. Old names of the bounds work too."""
    span = Span(
        below=_lowest(_bound(call, "max_tag_id"), _bound(call, "max_id")),
        above=_highest(_bound(call, "min_tag_id"), _bound(call, "min_id")),
    )
    part = (shelf or Shelf()).newest(span, page_size(call), call.sight.listed())
    pagination: dict[str, Json] = {"deprecation_warning": _DEPRECATED}
    if part.more:
        last = str(part.numbers[-1])
        url = next_url(call, "max_tag_id", last)
        pagination.update(next_max_tag_id=last, next_max_id=last, next_url=url)
    if part.posts:
        first = str(part.numbers[0])
        pagination.update(min_tag_id=first, next_min_id=first)
    return Answer(data=Shapes(call).gallery(part.posts), pagination=pagination)


def _by_media_id(call: Call, shelves: Iterable[Shelf], span: Span) -> Answer:
    part = merged(shelves, span, page_size(call), call.sight.listed())
    pagination: dict[str, Json] = {}
    if part.more:
        last = part.posts[-1].id
        pagination = {"next_url": next_url(call, "max_id", last), "next_max_id": last}
    return Answer(data=Shapes(call).gallery(part.posts), pagination=pagination)


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
