"""Moments in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def at(moment: datetime, now: datetime) -> str:
    """A moment as `14:02 UTC`, with its day when that is not today."""
    day = "" if moment.date() == now.date() else f"{moment:%-d %b} "
    return f"{day}{moment:%H:%M} UTC"
