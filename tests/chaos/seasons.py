"""What people do in a span of time, drawn once: photos under tags of very different size, and requests."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from math import cos, tau
from typing import TYPE_CHECKING, Literal

from tests.chaos.town import stranger

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.instagram.server import InstagramSandbox

DAY = 86_400.0
WORDS = ("sunset over the bay", "the old harbour", "a cup of coffee", "fog in the woods")
AUTHORS = 540
"""Strangers who post. The first of them ask, too."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """How much happens, and how often the program is started anew."""

    hours: int
    sources: int
    photos: int
    requests: int
    life: float
    """Hours from one start to the next. Every other life ends with a crash."""
    limits: Literal["sandbox", "live"] = "live"
    seed: int = 11


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """Somebody does something, so many seconds after the beginning."""

    offset: float
    username: str
    tag: str | None
    """Of the photo; None: they ask to follow."""
    caption: str = ""


def tag(number: int) -> str:
    """The name of a list of photos; the lower the number, the more come."""
    return f"tag{number}"


class Season:
    """All that is still to happen, in order."""

    def __init__(self, shape: Shape, begin: datetime) -> None:
        dice = random.Random(shape.seed)  # noqa: S311 - to be repeated, not to be secret
        tags = [tag(number) for number in range(shape.sources - 1)]
        shares = list(accumulate(1 / (number + 1) for number in range(len(tags))))
        photos = [
            Deed(
                offset=_moment(dice, shape.hours),
                username=stranger(dice.randrange(AUTHORS)),
                tag=dice.choices(tags, cum_weights=shares)[0],
                caption=dice.choice(WORDS),
            )
            for _ in range(shape.photos)
        ]
        asking = [
            Deed(offset=_moment(dice, shape.hours), username=stranger(number), tag=None)
            for number in range(shape.requests)
        ]
        self.posted: list[tuple[datetime, str]] = []
        """When, and which photo."""
        self._begin = begin
        self._coming = deque(sorted(photos + asking, key=lambda deed: deed.offset))

    def next_at(self) -> datetime | None:
        """When something happens next; None: nothing does any more."""
        return self._begin + timedelta(seconds=self._coming[0].offset) if self._coming else None

    def happen(self, box: InstagramSandbox, now: datetime) -> None:
        """Let the next thing happen."""
        deed = self._coming.popleft()
        if deed.tag is None:
            box.request_follow(deed.username)
        else:
            self.posted.append((now, box.post_media(deed.username, caption=deed.caption, tags=[deed.tag])))


def _moment(dice: random.Random, hours: int) -> float:
    """Any moment, though rather in the evening than at night."""
    while True:
        offset = dice.uniform(0, hours * 3600)
        if dice.random() < 0.55 + 0.45 * cos(tau * (offset / DAY)):
            return offset
