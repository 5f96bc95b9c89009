"""What a rule's schedule makes of a match at this hour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rules.options import Outside

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from rules.ruleset import Rule


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """How far a rule may go now."""

    asks: bool = False
    """It may no more than ask."""
    not_before: datetime | None = None
    """It waits until then."""
    closed: str | None = None
    """Why it wants nothing."""


_OPEN = Hours()


def hours(rule: Rule, now: datetime, zone: tzinfo) -> Hours:
    """What the rule may do at `now`."""
    schedule = rule.active
    if schedule is None or schedule.is_open(now, zone):
        return _OPEN
    if rule.outside is Outside.ASK:
        return Hours(asks=True)
    opens_at = schedule.opens_at(now, zone)
    if opens_at is None:
        return Hours(closed=f"outside “{schedule.name}”, which never opens")
    if rule.outside is Outside.DEFER:
        return Hours(not_before=opens_at)
    return Hours(closed=f"outside “{schedule.name}”, which opens {opens_at.astimezone(zone):%a %H:%M}")
