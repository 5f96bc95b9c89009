"""Searches for tags, places and photos, by what one can know beforehand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.errors import RefusedError
from domain.ids import LocationId
from domain.media import Circle, ForeignPlace, Place, PlaceService
from domain.unknown import Unknown

if TYPE_CHECKING:
    from domain.media import Media
    from networks.instagram.network import InstagramNetwork
    from tests.contract.instagram.conftest import Side

ANA = "ana.saltwater"


async def test_tags_are_found_by_their_beginning(network: InstagramNetwork, quiet: Side) -> None:
    quiet.post(ANA, tags=["sun", "sunset", "sea"])
    found = await network.search_tags("sun")
    assert [tag.name for tag in found] == ["sun", "sunset"]
    assert [tag.name for tag in await network.search_tags("#sun", count=1)] == ["sun"]
    assert found[1] == await network.tag("sunset")
    assert await network.search_tags("unheardof") == ()


async def test_places_are_found_around_a_point(network: InstagramNetwork, quiet: Side) -> None:
    place = quiet.box.world.cast.places[0]
    here = Circle(latitude=place.latitude, longitude=place.longitude)
    nearest = (await network.search_locations(here))[0]
    assert nearest == Place(id=nearest.id, name=place.name, latitude=place.latitude, longitude=place.longitude)
    assert nearest.id == str(place.id)
    assert len(await network.search_locations(Circle(latitude=-80, longitude=0, radius=5000))) == 0
    wide = await network.search_locations(Circle(latitude=here.latitude, longitude=here.longitude, radius=5000))
    assert len(wide) >= len(await network.search_locations(Circle(latitude=here.latitude, longitude=here.longitude)))
    assert len(await network.search_locations(here, count=1)) == 1


@pytest.mark.parametrize("service", PlaceService)
async def test_a_place_is_found_by_the_id_of_another_service(
    network: InstagramNetwork, quiet: Side, service: PlaceService
) -> None:
    place = quiet.box.world.cast.places[3]
    theirs = {
        PlaceService.FACEBOOK: place.facebook_places_id,
        PlaceService.FOURSQUARE: place.foursquare_v2_id,
        PlaceService.FOURSQUARE_V1: place.foursquare_id,
    }
    (found,) = await network.search_locations(ForeignPlace(service=service, id=theirs[service]))
    assert found.id == str(place.id)
    assert await network.search_locations(ForeignPlace(service=service, id="0")) == ()


async def test_photos_are_found_around_a_point(busy_network: InstagramNetwork, lively: Side) -> None:
    (place, _), *_ = sorted(lively.box.world.by_place.items(), key=lambda shelf: -len(shelf[1]))
    spot = await busy_network.location(LocationId(str(place)))
    assert spot.latitude is not None
    assert spot.longitude is not None
    here = Circle(latitude=spot.latitude, longitude=spot.longitude, radius=100)
    found = await busy_network.search_media(here, count=100)
    assert found
    assert [media.created_at for media in found] == sorted((media.created_at for media in found), reverse=True)
    assert {_place_of(media) for media in found} - {None} == {spot.id}, "others only have a bare geotag"
    assert len(await busy_network.search_media(here, count=1)) == 1


async def test_photos_are_found_in_a_span(network: InstagramNetwork, quiet: Side) -> None:
    place = quiet.box.world.cast.places[0]
    here = Circle(latitude=place.latitude, longitude=place.longitude)
    photos = []
    for _ in range(4):
        photos.append(quiet.box.post_media(ANA, location_id=str(place.id)))
        quiet.clock.step(2 * 86400)
    now = quiet.clock.now()

    async def ids(**span: object) -> list[str]:
        return [media.id for media in await network.search_media(here, **span)]  # type: ignore[arg-type]  # as they come

    assert await ids() == photos[:1:-1]
    assert await ids(earliest=now - timedelta(days=7)) == photos[:0:-1]
    assert await ids(earliest=now - timedelta(days=9), latest=now - timedelta(days=5)) == photos[1::-1]
    assert await ids(earliest=now - timedelta(days=1)) == []


async def test_what_is_popular_is_liked(busy_network: InstagramNetwork) -> None:
    found = await busy_network.popular(count=5)
    likes = [media.likes for media in found]
    assert len(found) == 5
    assert not any(isinstance(count, Unknown) for count in likes)
    assert likes == sorted(likes, key=lambda count: -1 if isinstance(count, Unknown) else count, reverse=True)


async def test_a_photo_is_found_by_its_code(network: InstagramNetwork, quiet: Side) -> None:
    photo = await network.media(quiet.post(ANA))
    assert isinstance(photo.link, str)
    code = photo.link.rstrip("/").rpartition("/")[2]
    assert await network.media_by_shortcode(code) == photo


@pytest.mark.parametrize("code", ["nothing", "D.json", "é", "-_-_-_-_-_-_-_-_"])
async def test_a_code_of_nothing(network: InstagramNetwork, code: str) -> None:
    with pytest.raises(RefusedError):
        await network.media_by_shortcode(code)


async def test_a_code_of_a_closed_account(network: InstagramNetwork, quiet: Side) -> None:
    post = quiet.box.world.posts[int(quiet.post("zoe_hidden_valley").partition("_")[0])]
    with pytest.raises(RefusedError, match="you cannot view this resource"):
        await network.media_by_shortcode(post.code)


def _place_of(media: Media) -> str | None:
    return media.location.id if isinstance(media.location, Place) else None
