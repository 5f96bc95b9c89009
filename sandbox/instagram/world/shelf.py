"""Photos in order of a number, for paging."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sandbox.instagram.world.posts import Post


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Which part of a shelf is wanted; both ends are outside of it."""

    below: int | None = None
    above: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Slice:
    """A part of a shelf, newest first."""

    posts: tuple[Post, ...]
    numbers: tuple[int, ...]
    """What each post is numbered by on this shelf."""
    more: bool
    """Whether older ones follow."""


class Shelf:
    """Photos by rising number; finding a page costs the logarithm of its length."""

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._posts: list[Post] = []

    def __len__(self) -> int:
        return len(self._posts)

    def add(self, number: int, post: Post) -> None:
        """Put a photo in its place. A number that is taken is raised to the next free one."""
        place = bisect_left(self._numbers, number)
        while place < len(self._numbers) and self._numbers[place] == number:
            number += 1
            place += 1
        self._numbers.insert(place, number)
        self._posts.insert(place, post)

    def newer(self, number: int) -> int:
        """How many photos come after this number."""
        return len(self._numbers) - bisect_right(self._numbers, number)

    def newest(self, span: Span, count: int, where: Callable[[Post], bool] | None = None) -> Slice:
        """The newest `count` photos of the span, of those that are wanted."""
        low = 0 if span.above is None else bisect_right(self._numbers, span.above)
        high = len(self._numbers) if span.below is None else bisect_left(self._numbers, span.below)
        if where is not None:
            return self._wanted(range(high - 1, low - 1, -1), count, where)
        start = max(low, high - count)
        return Slice(
            posts=tuple(reversed(self._posts[start:high])),
            numbers=tuple(reversed(self._numbers[start:high])),
            more=start > low,
        )

    def _wanted(self, places: range, count: int, where: Callable[[Post], bool]) -> Slice:
        found = list(islice((place for place in places if where(self._posts[place])), count + 1))
        return Slice(
            posts=tuple(self._posts[place] for place in found[:count]),
            numbers=tuple(self._numbers[place] for place in found[:count]),
            more=len(found) > count,
        )


def merged(shelves: Iterable[Shelf], span: Span, count: int, where: Callable[[Post], bool] | None = None) -> Slice:
    """The newest `count` photos of several shelves on which no photo and no number stands twice."""
    parts = [shelf.newest(span, count, where) for shelf in shelves]
    entries = sorted(
        chain.from_iterable(zip(part.numbers, part.posts, strict=True) for part in parts),
        key=itemgetter(0),
        reverse=True,
    )
    return Slice(
        posts=tuple(post for _, post in entries[:count]),
        numbers=tuple(number for number, _ in entries[:count]),
        more=len(entries) > count or any(part.more for part in parts),
    )
