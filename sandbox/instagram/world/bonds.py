"""How people stand to each other: following, asking, blocking."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox.instagram.world.dice import dice

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.instagram.world.cast import Cast, Resident

_STRANGERS_FOLLOW = 0.22
"""How many of all possible ties between two people, apart from the owner, exist."""
_FIRST_TIE = 1_400_000_000_000
"""Choice: cursors of lists of people are ids of ties, opaque numbers of thirteen digits."""
_ASKS_AGAIN = timedelta(hours=6)
"""Somebody who was ignored waits this long before asking again."""


class Bonds:
    """Who follows, asks and blocks whom. Methods that change say whether they changed anything."""

    def __init__(self) -> None:
        self._following: dict[Resident, dict[Resident, int]] = defaultdict(dict)
        self._followers: dict[Resident, dict[Resident, int]] = defaultdict(dict)
        self._latest_tie = _FIRST_TIE
        self._asking: dict[Resident, dict[Resident, datetime]] = defaultdict(dict)
        self._blocked: dict[Resident, set[Resident]] = defaultdict(set)
        self._blockers: dict[Resident, set[Resident]] = defaultdict(set)
        self._ignored: dict[tuple[Resident, Resident], datetime] = {}

    @classmethod
    def among(cls, cast: Cast, seed: int, opening: datetime) -> Bonds:
        """How people stand to each other when the world opens."""
        bonds = cls()
        for person in cast.people:
            if person.ties in ("friend", "admired"):
                bonds.follow(cast.owner, person)
            if person.ties in ("friend", "fan"):
                bonds.follow(person, cast.owner)
            if person.ties == "waiting":
                bonds.ask(person, cast.owner, opening - timedelta(hours=3))
        others = [person for person in cast.people if person is not cast.owner]
        for one in others:
            chance = dice(seed, "bonds", one.username)
            for other in others:
                if chance.random() < _STRANGERS_FOLLOW and other is not one:
                    bonds.follow(one, other)
        return bonds

    def follows(self, one: Resident, other: Resident) -> bool:
        """Whether `one` follows `other`."""
        return other in self._following[one]

    def asks(self, one: Resident, other: Resident) -> bool:
        """Whether `one` waits for `other` to let them follow."""
        return one in self._asking[other]

    def blocks(self, one: Resident, other: Resident) -> bool:
        """Whether `one` has blocked `other`."""
        return other in self._blocked[one]

    def apart(self, person: Resident) -> frozenset[Resident]:
        """Those whom `person` has blocked, and those who have blocked them."""
        return frozenset(self._blocked[person] | self._blockers[person])

    def following(self, person: Resident) -> list[Resident]:
        """Those whom `person` follows, the latest last."""
        return list(self._following[person])

    def followers(self, person: Resident) -> list[Resident]:
        """Those who follow `person`, the latest last."""
        return list(self._followers[person])

    def numbered(self, person: Resident, *, followers: bool) -> list[tuple[int, Resident]]:
        """Those whom `person` follows, or their followers, the latest first, each with the number of the tie."""
        ties = self._followers[person] if followers else self._following[person]
        return [(number, other) for other, number in reversed(ties.items())]

    def asking(self, person: Resident) -> list[Resident]:
        """Those who wait for `person`, the latest first."""
        return list(reversed(self._asking[person]))

    def may_ask(self, one: Resident, other: Resident, at: datetime) -> bool:
        """Whether it would occur to `one` to ask `other` now."""
        if one is other or self.follows(one, other) or self.asks(one, other) or self.blocks(other, one):
            return False
        ignored = self._ignored.get((one, other))
        return ignored is None or at - ignored >= _ASKS_AGAIN

    def ask(self, one: Resident, other: Resident, at: datetime) -> bool:
        """`one` asks to follow `other`."""
        if self.follows(one, other) or self.asks(one, other) or self.blocks(other, one):
            return False
        self._asking[other][one] = at
        return True

    def follow(self, one: Resident, other: Resident) -> bool:
        """`one` follows `other` from now on, whatever the way."""
        self._asking[other].pop(one, None)
        if self.follows(one, other):
            return False
        self._latest_tie += 1
        self._following[one][other] = self._followers[other][one] = self._latest_tie
        return True

    def part(self, one: Resident, other: Resident) -> bool:
        """`one` no longer follows `other` and no longer asks."""
        asked = self._asking[other].pop(one, None) is not None
        if not self.follows(one, other):
            return asked
        del self._following[one][other]
        del self._followers[other][one]
        return True

    def ignore(self, one: Resident, other: Resident, at: datetime) -> bool:
        """`other` turns down the request of `one`."""
        if self._asking[other].pop(one, None) is None:
            return False
        self._ignored[one, other] = at
        return True

    def block(self, one: Resident, other: Resident) -> bool:
        """`one` wants nothing to do with `other` any more; every tie is cut."""
        self.part(one, other)
        self.part(other, one)
        if self.blocks(one, other):
            return False
        self._blocked[one].add(other)
        self._blockers[other].add(one)
        return True

    def unblock(self, one: Resident, other: Resident) -> bool:
        """`one` lets `other` be."""
        if not self.blocks(one, other):
            return False
        self._blocked[one].remove(other)
        self._blockers[other].remove(one)
        return True
