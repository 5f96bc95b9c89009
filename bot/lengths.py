"""Lengths of time as people type them: `30d`, `2h30m`."""

from __future__ import annotations

import re
from datetime import timedelta

_SHAPE = re.compile(r"(?:(?P<days>\d{1,4})d)?(?:(?P<hours>\d{1,4})h)?(?:(?P<minutes>\d{1,4})m)?")


def length(text: str) -> timedelta | None:
    """What was typed, longer than nothing; None for what is no length."""
    found = _SHAPE.fullmatch(text.lower())
    if found is None:
        return None
    return timedelta(**{unit: int(number) for unit, number in found.groupdict(default="0").items()}) or None
