"""Words and figures for a terminal: what strangers wrote cannot steer it."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from likewise.logs import visible

if TYPE_CHECKING:
    from datetime import datetime

_LONGEST = 60


def clipped(text: str, most: int = _LONGEST) -> str:
    """The text in one line, and no longer than that."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"


def moment(at: datetime) -> str:
    """Such as `2026-06-01 18:00 UTC`."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def counted(number: int, word: str, words: str | None = None) -> str:
    """Such as `1 event` or `1,204 events`; `words`: how more than one are called, where that is no mere `s`."""
    return f"{number:,} {word if number == 1 else words or f'{word}s'}"
