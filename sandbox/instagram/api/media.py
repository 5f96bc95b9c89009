"""Endpoints about photos and videos."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox.instagram.api.call import Answer
from sandbox.instagram.api.objects import Shapes
from sandbox.instagram.api.paging import page_size
from sandbox.instagram.api.points import circle, search_span
from sandbox.instagram.world.shelf import Span, merged

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Call
    from sandbox.instagram.api.points import Circle
    from sandbox.instagram.world.posts import Post

_POPULAR = 32
"""As many as in a fixture of 2011."""
_CANDIDATES = 300
"""Choice: popular are the most liked of so many latest ones."""
_SEARCH_DEFAULT, _SEARCH_LARGEST = 1000.0, 5000.0
_SEARCH_DAYS, _SEARCH_MOST_DAYS = timedelta(days=5), timedelta(days=7)
_FOUND, _MOST_FOUND = 20, 100
"""Choice."""


def show(call: Call) -> Answer:
    """One photo as it is now."""
    return Answer(data=Shapes(call).media(call.media()))


def by_shortcode(call: Call) -> Answer:
    """One photo, by the code in its address. Choice: an unknown code is told as an unknown id is."""
    post = call.shown(call.world.by_code.get(call.parts["code"]))
    return Answer(data=Shapes(call).media(post))


def popular(call: Call) -> Answer:
    """What is liked most of late, unpaged."""
    latest = call.world.public.newest(Span(), _CANDIDATES, call.sight.listed()).posts
    ranked = sorted(latest, key=lambda post: post.applause.count(call.now), reverse=True)
    return Answer(data=Shapes(call).gallery(ranked[: page_size(call, default=_POPULAR, largest=_POPULAR)]))


def search(call: Call) -> Answer:
    """What was taken near a point in a span of time, newest first, unpaged, each with its `distance` in metres."""
    around = circle(call, default=_SEARCH_DEFAULT, largest=_SEARCH_LARGEST)
    span = search_span(call, default=_SEARCH_DAYS, longest=_SEARCH_MOST_DAYS)
    count = page_size(call, default=_FOUND, largest=_MOST_FOUND)
    found = merged(around.shelves(call.world.by_point), span, count, call.sight.listed())
    shapes = Shapes(call)
    return Answer(data=[{**shapes.media(post), "distance": _far(around, post)} for post in found.posts])


def _far(around: Circle, post: Post) -> float | None:
    return None if post.draft.point is None else around.distance(post.draft.point)
