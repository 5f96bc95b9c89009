"""Spans of time as people type them: `2026-11-01..2026-11-05`, either end open, or one day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.lengths import length

if TYPE_CHECKING:
    from bot.phrasing import Present

_SECONDS = re.compile(r"\d{1,11}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEARS = range(1971, 3000)
"""Their seconds are numbers that a network knows and a button carries."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """From `earliest` to `latest`, both included; None leaves that end open."""

    earliest: datetime | None
    latest: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies in it."""
        return not (
            (self.earliest is not None and moment < self.earliest)
            or (self.latest is not None and moment > self.latest)
        )

    @property
    def key(self) -> str:
        """How a button carries it: the seconds of both ends."""
        return "~".join("" if end is None else str(int(end.timestamp())) for end in (self.earliest, self.latest))


EVER = Span(earliest=None, latest=None)


def from_key(key: str) -> Span | None:
    """Read back what `key` gave; None for anything else."""
    first, between, last = key.partition("~")
    if not between or not (first or last) or not all(_SECONDS.fullmatch(end) for end in (first, last) if end):
        return None
    earliest, latest = (datetime.fromtimestamp(int(end), UTC) if end else None for end in (first, last))
    return Span(earliest=earliest, latest=latest)


def split(argument: str) -> tuple[str, str]:
    """What an argument is about, and the span at its end; either may be empty."""
    words = re.sub(r"\s*\.\.\s*", "..", argument).split() if ".." in argument else argument.split()
    if words and (len(words) > 1 or ".." in words[-1] or _DATE.fullmatch(words[-1])):
        return " ".join(words[:-1]), words[-1]
    return " ".join(words), ""


def read(text: str, present: Present) -> Span | None:
    """The span that was typed, in the reader's days; None for what is none.

    An end is a day (`2026-11-05`, `today`, `yesterday`), or how long ago it was (`7d`, `12h`).
    """
    first, between, last = text.lower().partition("..")
    ends = (first, last) if between else (first, "" if length(first) else first)
    try:
        earliest, latest = (_end(end, present, at_end=number == 1) for number, end in enumerate(ends))
    except ValueError:
        return None
    in_order = earliest is None or latest is None or earliest <= latest
    return Span(earliest=earliest, latest=latest) if (earliest or latest) and in_order else None


def _end(text: str, present: Present, *, at_end: bool) -> datetime | None:
    """Raises ValueError for what is no end."""
    if not text:
        return None
    ago = length(text)
    if ago is not None:
        return present.now - ago
    today = present.midnight.date()
    named = {"today": today, "yesterday": today - _DAY}
    day = named[text] if text in named else datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    if day.year not in _YEARS:
        raise ValueError(f"nobody has posted anything in {day.year}")
    begins = datetime.combine(day + _DAY if at_end else day, time(), present.zone)
    return (begins - timedelta(seconds=1) if at_end else begins).astimezone(UTC)
