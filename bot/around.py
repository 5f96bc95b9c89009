"""Around a point on the map: where `/near` and `/places` look, typed or carried by a button."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.coordinates import on_earth
from domain.media import Circle

if TYPE_CHECKING:
    from datetime import datetime

    from bot.phrasing import Present

RADII: Final = (500, 1000, 5000)
"""Metres; the last is the most that the network looks."""
DAYS: Final = (0, 5, 7)
"""How far back; 0 is since midnight, and the last the most that the network looks."""
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:\.\d{1,12})?", re.ASCII)
_FAR = re.compile(r"(?P<number>\d{1,4}(?:\.\d{1,3})?)(?P<unit>km|m|)", re.ASCII)
_LONG = re.compile(r"(?P<number>\d)(?:d|days?|)", re.ASCII)
_KEY_PARTS = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """A point, how far around it, and how far back."""

    latitude: float
    longitude: float
    metres: int = 1000
    days: int = 5

    @property
    def circle(self) -> Circle:
        """Where to look."""
        return Circle(latitude=self.latitude, longitude=self.longitude, radius=self.metres)

    @property
    def point(self) -> str:
        """The point as people write it."""
        return f"{self.latitude:.4f}, {self.longitude:.4f}"

    @property
    def key(self) -> str:
        """How a button carries it."""
        return f"{self.latitude:.5f},{self.longitude:.5f},{self.metres},{self.days}"

    def since(self, present: Present) -> datetime:
        """From when on to look."""
        return present.now - timedelta(days=self.days) if self.days else present.midnight

    def within(self, *, metres: int | None = None, days: int | None = None) -> Around:
        """The same point, looked around otherwise."""
        return replace(
            self, metres=self.metres if metres is None else metres, days=self.days if days is None else days
        )


def from_key(key: str) -> Around | None:
    """Read back what `key` gave; None for anything else, or where nobody can look."""
    parts = key.split(",")
    if len(parts) != _KEY_PARTS or not (parts[2].isdecimal() and parts[3].isdecimal() and key.isascii()):
        return None
    return read(f"{parts[0]} {parts[1]} {parts[2]}m {parts[3]}d")


def read(text: str, *, unit: str = "km") -> Around | None:
    """What was typed: `52.5 13.4`, then how far (`2`, `500m`, `2km`) and how many days (`3`, `3d`, `today`).

    `unit` is what a bare distance is counted in. None where no point is named, or something is out of reach.
    """
    words = text.lower().replace(",", " ").replace(";", " ").split()
    if len(words) < 2 or not all(_NUMBER.fullmatch(word) for word in words[:2]):  # noqa: PLR2004 - a point
        return None
    where = on_earth(float(words[0]), float(words[1]))
    if where is None:
        return None
    return _looking(Around(latitude=where[0], longitude=where[1]), words[2:], unit)


def _looking(around: Around, words: list[str], unit: str) -> Around | None:
    rest = list(words)
    if rest and (found := _FAR.fullmatch(rest[0])):
        del rest[0]
        metres = float(found["number"]) * (1000 if (found["unit"] or unit) == "km" else 1)
        around = around.within(metres=round(metres))
    if rest and (days := _days(rest[0])) is not None:
        del rest[0]
        around = around.within(days=days)
    good = 1 <= around.metres <= RADII[-1] and around.days <= DAYS[-1]
    return around if good and not rest else None


def _days(word: str) -> int | None:
    if word == "today":
        return 0
    found = _LONG.fullmatch(word)
    return int(found["number"]) if found else None
