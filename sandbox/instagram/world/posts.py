"""Photos as the world keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sandbox.instagram.world.numbers import shortcode

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.instagram.world.cast import Place, Resident
    from sandbox.instagram.world.crowd import Crowd
    from sandbox.instagram.world.reactions import Applause, Talk


@dataclass(frozen=True, kw_only=True, slots=True)
class Tagged:
    """Somebody marked in a photo; x and y from 0 to 1."""

    person: Resident
    x: float
    y: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A photo before it is posted: everything but the moment and the number."""

    key: str
    """What its chances are drawn for: number, picture, reactions."""
    author: Resident
    motif: str
    caption: str | None = None
    tags: tuple[str, ...] = ()
    place: Place | None = None
    spot: tuple[float, float] | None = None
    """Latitude and longitude of a photo with a bare geotag, where there is no place."""
    tagged: tuple[Tagged, ...] = ()
    filter: str = "Normal"
    video: bool = False

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, if it tells them."""
        return self.spot if self.place is None else (self.place.latitude, self.place.longitude)


@dataclass(frozen=True, kw_only=True)
class Post:
    """A photo that was posted. Likes and comments come into being when somebody looks."""

    number: int
    at: datetime
    draft: Draft
    crowd: Crowd

    @cached_property
    def id(self) -> str:
        """The number and the author's id, as the API writes it."""
        return f"{self.number}_{self.author.id}"

    @cached_property
    def code(self) -> str:
        """The shortcode of its address."""
        return shortcode(self.number)

    @property
    def author(self) -> Resident:
        """Who posted it."""
        return self.draft.author

    @cached_property
    def applause(self) -> Applause:
        """Who likes it."""
        return self.crowd.applause(self)

    @cached_property
    def talk(self) -> Talk:
        """What is said under it."""
        return self.crowd.talk(self)

    def state(self, now: datetime) -> tuple[int, ...]:
        """Another one whenever its likes, its comments or its tags have changed."""
        return (*self.applause.state(now), *self.talk.state(now), len(self.tags))

    @cached_property
    def tags(self) -> list[str]:
        """Its tags; the author adds to them by commenting."""
        return list(self.draft.tags)
