"""Where and when a search looks, as parameters. What the network would refuse is refused before it is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.errors import RefusedError

if TYPE_CHECKING:
    from datetime import datetime

    from domain.media import Circle

LARGEST_RADIUS = 5000
"""Metres. The limit of applications from before November 2015; from newer ones the network takes less."""
LONGEST_SPAN = timedelta(days=7)


def where(circle: Circle, *, doing: str) -> dict[str, str]:
    """The parameters for a circle. Raises RefusedError for a point or a radius that cannot be."""
    # Written so that "not a number" fails too.
    if not (abs(circle.latitude) <= 90 and abs(circle.longitude) <= 180):  # noqa: PLR2004  # degrees of a globe
        raise RefusedError(f"Could not {doing}: lat is a number from -90 to 90, and lng one from -180 to 180.")
    query = {"lat": f"{circle.latitude:.8f}", "lng": f"{circle.longitude:.8f}"}
    if circle.radius is not None:
        if not 0 < circle.radius <= LARGEST_RADIUS:
            raise RefusedError(
                f"Could not {doing}: the distance is 1 to {LARGEST_RADIUS} metres, not {circle.radius}."
            )
        query["distance"] = str(circle.radius)
    return query


def when(earliest: datetime | None, latest: datetime | None, *, now: datetime, doing: str) -> dict[str, str]:
    """The parameters for a search's span of time. Raises RefusedError for one that is too long, or none.

    Without `latest` it ends now.
    """
    query = between(earliest, latest, doing=doing)
    if earliest is not None:
        end = latest or now
        between(earliest, end, doing=doing)
        if end - earliest > LONGEST_SPAN:
            raise RefusedError(f"Could not {doing}: the span has at most {LONGEST_SPAN.days} days.")
    return query


def between(earliest: datetime | None, latest: datetime | None, *, doing: str) -> dict[str, str]:
    """The parameters for a span of time, in whole seconds; `None` leaves that end open.

    Raises:
        RefusedError: it ends before it begins, or a time is no moment that the network can know.
    """
    bounds = {"min_timestamp": earliest, "max_timestamp": latest}
    query = {name: str(_second(name, at, doing=doing)) for name, at in bounds.items() if at is not None}
    if earliest is not None and latest is not None and latest < earliest:
        raise RefusedError(f"Could not {doing}: the span ends before it begins.")
    return query


def _second(name: str, at: datetime, *, doing: str) -> int:
    if at.tzinfo is None or at.timestamp() < 0:
        raise RefusedError(f"Could not {doing}: {name} is a time with its zone, from 1970 on.")
    return int(at.timestamp())
