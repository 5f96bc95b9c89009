"""Time is handed in, so that a test or a demo can set its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""


def wall_clock() -> datetime:
    """The machine's own time."""
    return datetime.now(UTC)
