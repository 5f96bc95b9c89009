"""Photos in order of a number, for paging."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

    def newest(self, span: Span, count: int) -> Slice:
        """The newest `count` photos of the span."""
        low = 0 if span.above is None else bisect_right(self._numbers, span.above)
        high = len(self._numbers) if span.below is None else bisect_left(self._numbers, span.below)
        start = max(low, high - count)
        return Slice(
            posts=tuple(reversed(self._posts[start:high])),
            numbers=tuple(reversed(self._numbers[start:high])),
            more=start > low,
        )
