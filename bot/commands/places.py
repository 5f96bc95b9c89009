"""/places: the places around a point, or the one that another service has under a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import around
from bot.screens import places, surroundings
from domain.media import ForeignPlace, PlaceService

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


EXAMPLE = "/places 52.52 13.405 1000"
_SERVICES = {
    "fb": PlaceService.FACEBOOK,
    "fsq": PlaceService.FOURSQUARE,
    "fsq1": PlaceService.FOURSQUARE_V1,
}


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The places, the nearest first, or a way to share a point."""
    prefix, colon, number = asked.argument.partition(":")
    service = _SERVICES.get(prefix.lower()) if colon else None
    if service is not None and number.strip():
        wanted = ForeignPlace(service=service, id=number.strip())
        return (places.of_service(await connections.network.search_locations(wanted), asked.argument),)
    looked = around.read(asked.argument, unit="m")
    if looked is None:
        return (surroundings.share_place(EXAMPLE, wrong=asked.argument),)
    return (places.around(await connections.network.search_locations(looked.circle), looked),)
