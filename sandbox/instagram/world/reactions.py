"""Likes and comments of one photo, at any moment."""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass, field
from math import exp
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sandbox.instagram.world.cast import Resident

_GROWTH_SECONDS = 3 * 3600
"""After this time a photo has 63 % of the likes it will ever get from outside."""


@dataclass(frozen=True, slots=True)
class Clap:
    """Somebody likes a photo from this moment on."""

    at: datetime
    person: Resident


class Applause:
    """Who likes a photo: people of the world by name, and a growing number of others."""

    def __init__(self, since: datetime, claps: Sequence[Clap] = (), reach: int = 0) -> None:
        """`claps` are in order of time; `reach` is how many nameless people will like it in the end."""
        self._since = since
        self._claps = claps
        self._times = [clap.at for clap in claps]
        self._arrivals = {clap.person: clap.at for clap in claps}
        self._reach = reach
        self._choices: dict[Resident, datetime | None] = {}
        self._changes = 0

    def set(self, person: Resident, at: datetime, *, liked: bool) -> bool:
        """Like or unlike by call. False when it changed nothing."""
        if self.has(person, at) == liked:
            return False
        self._choices[person] = at if liked else None
        self._changes += 1
        return True

    def has(self, person: Resident, now: datetime) -> bool:
        """Whether this person likes it."""
        if person in self._choices:
            return self._choices[person] is not None
        return self._came(person, now)

    def since(self, person: Resident, now: datetime) -> datetime | None:
        """From when on this person has liked it; `None` if they do not."""
        if person in self._choices:
            return self._choices[person]
        return self._arrivals[person] if self._came(person, now) else None

    def count(self, now: datetime) -> int:
        """How many like it."""
        age = (now - self._since).total_seconds()
        others = int(self._reach * (1 - exp(-age / _GROWTH_SECONDS)))
        corrections = sum((at is not None) - self._came(who, now) for who, at in self._choices.items())
        return bisect_right(self._times, now) + others + corrections

    def state(self, now: datetime) -> tuple[int, int, int]:
        """Another one whenever `count` or `latest` give something else."""
        return self.count(now), bisect_right(self._times, now), self._changes

    def latest(self, now: datetime, limit: int) -> list[Resident]:
        """Those of them who have a name here, the latest first."""
        called = [Clap(at, who) for who, at in self._choices.items() if at is not None]
        named = [clap for clap in self._claps[: bisect_right(self._times, now)] if clap.person not in self._choices]
        claps = sorted((*named, *called), key=attrgetter("at"), reverse=True)
        return [clap.person for clap in claps[:limit]]

    def _came(self, person: Resident, now: datetime) -> bool:
        arrival = self._arrivals.get(person)
        return arrival is not None and arrival <= now


@dataclass(frozen=True, order=True, slots=True)
class Remark:
    """One comment."""

    number: int
    at: datetime = field(compare=False)
    author: Resident = field(compare=False)
    text: str = field(compare=False)


class Talk:
    """The comments under a photo."""

    def __init__(self, remarks: Iterable[Remark] = ()) -> None:
        self._remarks = sorted(remarks)
        self._changes = 0

    def add(self, remark: Remark) -> None:
        """Say something."""
        insort(self._remarks, remark)
        self._changes += 1

    def find(self, number: int, now: datetime) -> Remark | None:
        """The comment with this number, if it is there by now."""
        return next((remark for remark in self.until(now) if remark.number == number), None)

    def remove(self, remark: Remark) -> None:
        """Take a comment away."""
        self._remarks.remove(remark)
        self._changes += 1

    def until(self, now: datetime) -> list[Remark]:
        """Everything said so far, oldest first."""
        return self._remarks[: self._said(now)]

    def state(self, now: datetime) -> tuple[int, int]:
        """Another one whenever `until` gives something else."""
        return self._said(now), self._changes

    def _said(self, now: datetime) -> int:
        return bisect_right(self._remarks, now, key=attrgetter("at"))
