"""Numbers and moments as people say them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

_MINUTE, _HOUR, _DAY, _WEEK = 60, 3600, 86400, 604800
_THOUSAND, _MILLION = 1000, 1_000_000
_DECIMALS_BELOW = 9.95


def amount(number: int) -> str:
    """A count in at most five characters: 999, 1.2 K, 56 K, 1.2 M."""
    if number < _THOUSAND:
        return str(number)
    # From here on it would read 1000 K.
    rolls_over = number >= _MILLION - _THOUSAND // 2
    value, unit = (number / _MILLION, "M") if rolls_over else (number / _THOUSAND, "K")
    return f"{value:.{1 if value < _DECIMALS_BELOW else 0}f} {unit}".replace(".0 ", " ")


def counted(number: int, thing: str, things: str | None = None) -> str:
    """A count with its noun: 1 photo, 2 photos."""
    return f"{amount(number)} {thing if number == 1 else things or thing + 's'}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Present:
    """The moment at which something is shown, and the zone whose clock the reader looks at."""

    now: datetime
    zone: tzinfo

    def since(self, moment: datetime) -> str:
        """How long ago it was, short: now, 5 min, 2 h, 3 d, then the date."""
        seconds = (self.now - moment).total_seconds()
        for size, unit, end in ((_MINUTE, "min", _HOUR), (_HOUR, "h", _DAY), (_DAY, "d", _WEEK)):
            if seconds < size:
                return "now"
            if seconds < end:
                return f"{seconds // size:.0f} {unit}"
        return f"{moment.day} {moment:%b}" if moment.year == self.now.year else f"{moment.day} {moment:%b %Y}"

    def until(self, moment: datetime) -> str:
        """How long it is until then: now, in 40 s, in 5 min, in 2 h."""
        seconds = (moment - self.now).total_seconds()
        if seconds < 1:
            return "now"
        if seconds < _MINUTE:
            return f"in {seconds:.0f} s"
        return f"in {seconds // _MINUTE:.0f} min" if seconds < _HOUR else f"in {seconds // _HOUR:.0f} h"

    def after(self, seconds: float) -> str:
        """The same for a wait in seconds."""
        return self.until(self.now + timedelta(seconds=seconds))

    def clock(self, moment: datetime) -> str:
        """The time of day, with the date unless it is today: 14:02, or 23 Nov, 14:02."""
        local = moment.astimezone(self.zone)
        today = self.now.astimezone(self.zone).date()
        return f"{local:%H:%M}" if local.date() == today else f"{local.day} {local:%b, %H:%M}"

    def day(self, moment: datetime) -> str:
        """The date, with the year unless it is this one: 23 Nov, or 4 Dec 2025."""
        local = moment.astimezone(self.zone)
        this_year = local.year == self.now.astimezone(self.zone).year
        return f"{local.day} {local:%b}" if this_year else f"{local.day} {local:%b %Y}"

    @property
    def midnight(self) -> datetime:
        """When today began."""
        return self.now.astimezone(self.zone).replace(hour=0, minute=0, second=0, microsecond=0)
