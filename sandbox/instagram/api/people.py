"""Endpoints that list people: whom somebody follows, and who follows them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sandbox.instagram.api import errors
from sandbox.instagram.api.call import Answer, digits
from sandbox.instagram.api.objects import Shapes
from sandbox.instagram.api.paging import next_url, page_size

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Call, Json

_PAGE = 50
_LARGEST_PAGE = 100
"""Choice."""


def follows(call: Call) -> Answer:
    """Whom somebody follows, the latest first."""
    return _page(call, followers=False)


def followed_by(call: Call) -> Answer:
    """Who follows somebody, the latest first."""
    return _page(call, followers=True)


def _page(call: Call, *, followers: bool) -> Answer:
    """The cursor is the number of the last tie of the page, and excludes it: who follows later comes before."""
    if not call.legacy and call.parts["id"] != "self":
        raise errors.NoSuchPath
    person = call.shown_user()
    if not call.sight.shows(person):
        raise errors.not_allowed()
    below, count = _cursor(call), page_size(call, default=_PAGE, largest=_LARGEST_PAGE)
    ties = (
        (number, other)
        for number, other in call.world.bonds.numbered(person, followers=followers)
        if (below is None or number < below) and call.sight.exists(other)
    )
    found = list(islice(ties, count + 1))
    pagination: dict[str, Json] = {}
    if len(found) > count:
        last = str(found[count - 1][0])
        pagination = {"next_url": next_url(call, "cursor", last), "next_cursor": last}
    shapes = Shapes(call)
    return Answer(data=[shapes.person(other) for _, other in found[:count]], pagination=pagination)


def _cursor(call: Call) -> int | None:
    text = call.params.get("cursor")
    if not text:
        return None
    number = digits(text)
    if number is None:
        raise errors.invalid("cursor is none that this list has given.")
    return number
