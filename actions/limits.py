"""Whether an hour and a day have room for one more, in windows that slide.

Rules get less than people: they leave `keep_for_chat` of an hour alone, begin with a quarter of everything in an
account's first days, and keep a distance. The distance differs from action to action so that load is spread and
nothing falls on full minutes; it comes from the action's number, so that a restart changes nothing about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from math import ceil
from typing import TYPE_CHECKING

from domain.terms import Rate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rules.ruleset import Limit

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
COLD = 0.25
"""Of all, what rules may do at first."""
COMMENTS_TO_ONE = Rate(count=1, seconds=7 * 86_400)
"""What rules comment on one person's photos when they do not say."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Allowed:
    """How much one may do."""

    per_hour: int
    per_day: int
    gap: timedelta = timedelta(0)
    """Between the last one and the next."""


def for_people(limit: Limit) -> Allowed:
    """People may do all of it, at once."""
    return Allowed(per_hour=limit.per_hour, per_day=limit.per_day)


def for_rules(limit: Limit, *, warmth: float, seed: str) -> Allowed:
    """Rules may do less. `warmth` is what they have of all by now, 0.25 to 1; `seed` names the action."""
    least, most = limit.spacing
    return Allowed(
        per_hour=max(0, min(_part(limit.per_hour, warmth), limit.per_hour - limit.keep_for_chat)),
        per_day=_part(limit.per_day, warmth),
        gap=least + (most - least) * _fraction(seed),
    )


def for_undoing(limit: Limit, attempts: Sequence[datetime], *, seed: str) -> Allowed:
    """What is taken back in a row keeps the same distance as what rules do.

    One distance for all that wait, so that they stay in their order; another one after each attempt.
    """
    last = attempts[-1].isoformat() if attempts else ""
    return for_rules(limit, warmth=1.0, seed=f"{seed}:{last}")


def warmth(first_write: datetime | None, length: timedelta, now: datetime) -> float:
    """How warm an account is: 0.25 at its first write, 1 after `length`."""
    if not length:
        return 1.0
    if first_write is None:
        return COLD
    return min(1.0, COLD + (1 - COLD) * max(0.0, (now - first_write) / length))


def opens_at(attempts: Sequence[datetime], allowed: Allowed, now: datetime) -> datetime | None:
    """When there is room again; None: there is room now. `attempts` of the last day, the oldest first."""
    moments = (
        _opens_at(attempts, allowed.per_hour, HOUR, now),
        _opens_at(attempts, allowed.per_day, DAY, now),
    )
    return max((moment for moment in moments if moment is not None), default=None)


def spaced_until(attempts: Sequence[datetime], allowed: Allowed, now: datetime) -> datetime | None:
    """When the distance to the last attempt is kept; None: it is."""
    end = attempts[-1] + allowed.gap if attempts else now
    return end if end > now else None


def rate_opens_at(taken: Sequence[datetime], rate: Rate, now: datetime) -> datetime | None:
    """When a rule's own rate has room again; None: it has. `taken` since the rate's span, the oldest first."""
    return _opens_at(taken, rate.count, timedelta(seconds=rate.seconds), now)


def _opens_at(attempts: Sequence[datetime], most: int, window: timedelta, now: datetime) -> datetime | None:
    inside = [moment for moment in attempts if moment > now - window]
    if len(inside) < most:
        return None
    return inside[-most] + window if most else now + window


def _part(whole: int, warmth: float) -> int:
    """At least one of what is allowed at all."""
    return min(whole, max(1, ceil(whole * warmth - 1e-9)))


def _fraction(seed: str) -> float:
    """0 to 1, always the same for the same seed."""
    return int.from_bytes(blake2b(seed.encode(), digest_size=4).digest()) / 2**32
