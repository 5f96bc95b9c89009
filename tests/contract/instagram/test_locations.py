from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import RefusedError
from domain.ids import LocationId
from domain.media import Place

if TYPE_CHECKING:
    from networks.instagram.network import InstagramNetwork
    from tests.contract.instagram.conftest import Side


async def test_a_place(network: InstagramNetwork, quiet: Side) -> None:
    place = quiet.box.world.cast.places[0]
    assert await network.location(LocationId(str(place.id))) == Place(
        id=LocationId(str(place.id)), name=place.name, latitude=place.latitude, longitude=place.longitude
    )


async def test_a_place_has_the_same_id_in_its_photos(busy_network: InstagramNetwork, lively: Side) -> None:
    place = max(lively.box.world.by_place, key=lambda number: len(lively.box.world.by_place[number]))
    location_id = LocationId(str(place))
    page = await busy_network.location_media(location_id, count=3)
    asked = await busy_network.location(location_id)
    assert [media.location for media in page.items] == [asked] * 3


async def test_a_place_to_the_end(busy_network: InstagramNetwork, lively: Side) -> None:
    place = max(lively.box.world.by_place, key=lambda number: len(lively.box.world.by_place[number]))
    location_id = LocationId(str(place))
    found = await lively.to_the_end(lambda cursor: busy_network.location_media(location_id, cursor=cursor, count=4))
    assert len(found) == len(set(found)) == len(lively.box.world.by_place[place]) > 4


async def test_no_place(network: InstagramNetwork) -> None:
    with pytest.raises(RefusedError) as caught:
        await network.location(LocationId("1"))
    assert caught.value.gone
