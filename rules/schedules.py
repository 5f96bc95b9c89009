"""When a rule is active, in the local time of its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import time


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Some hours on some days."""

    days: frozenset[int]
    """0 is Monday, 6 is Sunday. Of a window that crosses midnight, the day on which it begins."""
    start: time
    """Included."""
    end: time
    """Excluded. Not after `start`: on the next day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """Windows under one name; open while any of them is."""

    name: str
    windows: tuple[Window, ...]
