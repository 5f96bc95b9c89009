"""Moments and lengths in sentences."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def at(moment: datetime, now: datetime) -> str:
    """A moment as `14:02 UTC`, with its day when that is not today."""
    day = "" if moment.date() == now.date() else f"{moment:%-d %b} "
    return f"{day}{moment:%H:%M} UTC"


def span(length: timedelta) -> str:
    """A length as `7 d`, `6 h` or `5 min`."""
    hours = length / timedelta(hours=1)
    if hours >= 48:  # noqa: PLR2004 - two days
        return f"{hours / 24:.0f} d"
    return f"{hours:.0f} h" if hours >= 1 else f"{length / timedelta(minutes=1):.0f} min"
