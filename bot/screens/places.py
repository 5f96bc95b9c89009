"""Places on a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.html import cut
from bot.screen import Venue

if TYPE_CHECKING:
    from domain.media import Place


def venue(place: Place) -> Venue | None:
    """The place on a map; None when nobody knows where it lies."""
    if place.latitude is None or place.longitude is None:
        return None
    return Venue(
        name=cut(place.name or "A place without a name", 100),
        address=f"{place.latitude:.4f}, {place.longitude:.4f}",
        latitude=place.latitude,
        longitude=place.longitude,
    )
