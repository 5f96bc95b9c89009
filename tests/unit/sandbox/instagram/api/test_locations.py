from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from sandbox.instagram.apps import App
from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.cast import Cast, Place, Resident

if TYPE_CHECKING:
    from sandbox.clock import SteppedClock
    from tests.unit.sandbox.instagram.conftest import Caller

BEACH = "213385402"
KEYS = {"id", "name", "latitude", "longitude"}
METRES_PER_DEGREE = 111_195


async def test_a_place_is_shown_with_string_id(owner: Caller) -> None:
    assert (await owner.get(f"/locations/{BEACH}"))["data"] == {
        "id": BEACH,
        "name": "Langeoog Strand",
        "latitude": 53.7561,
        "longitude": 7.4812,
    }


async def test_photos_of_a_place_are_its_own(owner: Caller) -> None:
    here = owner.box.post_media("nele_watt", location_id=BEACH)
    owner.box.post_media("leo.knots", location_id="219442017")
    page = await owner.get(f"/locations/{BEACH}/media/recent")
    assert [item["id"] for item in page["data"]] == [here]
    assert page["pagination"] == {}


@pytest.mark.parametrize("place", ["1", "x", "langeoog"])
@pytest.mark.parametrize("tail", ["", "/media/recent"])
async def test_an_unknown_place_is_a_400(owner: Caller, place: str, tail: str) -> None:
    status, kind, _ = await owner.error("GET", f"/locations/{place}{tail}")
    assert (status, kind) == (400, "APINotFoundError")


def north(metres: float) -> dict[str, Any]:
    """A point so far north of the beach."""
    return {"lat": 53.7561 + metres / METRES_PER_DEGREE, "lng": 7.4812}


@pytest.mark.parametrize(
    ("metres", "distance", "found"),
    [
        pytest.param(990, None, True, id="a kilometre if nothing is said"),
        pytest.param(1010, None, False, id="just over it"),
        pytest.param(1010, 1100, True, id="as far as is said"),
        pytest.param(4990, 99_999, True, id="five kilometres at most"),
        pytest.param(5010, 99_999, False, id="just over them"),
    ],
)
async def test_a_search_looks_as_far_as_it_may(
    owner: Caller, metres: float, distance: int | None, *, found: bool
) -> None:
    params = north(metres) if distance is None else {**north(metres), "distance": distance}
    body = await owner.get("/locations/search", **params)
    assert [place["id"] for place in body["data"]] == ([BEACH] if found else [])
    assert set(body) == {"meta", "data"}


@pytest.mark.parametrize(
    ("metres", "distance", "found"),
    [(490, None, True), (510, None, False), (740, 99_999, True), (760, 99_999, False)],
)
async def test_a_new_app_looks_less_far(owner: Caller, metres: float, distance: int | None, *, found: bool) -> None:
    app = owner.box.apps.register(App(name="Modern", redirect_uris=("https://app.example/",), shape="new"))
    token = owner.box.issue_token(owner.box.owner, app=app)
    params = north(metres) if distance is None else {**north(metres), "distance": distance}
    assert len((await owner.get("/locations/search", **params, access_token=token))["data"]) == found


async def test_the_nearest_comes_first_and_count_cuts(clock: SteppedClock) -> None:
    places = [
        Place(key=str(number), id=number, name="", latitude=0.001 * abs(number - 5), longitude=0)
        for number in range(9)
    ]
    cast = Cast(people=(Resident(username="me", ties="owner"),), places=tuple(places), lively=False)
    box = InstagramSandbox.open(None, clock=clock, control_key="k", cast=cast)
    query = {"access_token": box.issue_token("me"), "lat": "0", "lng": "0", "count": "4"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=box.app), base_url="http://x") as client:
        found = (await client.get("/v1/locations/search", params=query)).json()["data"]
    box.close()
    assert [place["id"] for place in found] == ["5", "4", "6", "3"]


@pytest.mark.parametrize("name", ["facebook_places_id", "foursquare_v2_id", "foursquare_id"])
async def test_another_services_id_finds_one_or_none(owner: Caller, name: str) -> None:
    place = owner.box.world.places[BEACH]
    ids = {getattr(one, name) for one in owner.box.world.places.values()}
    assert len(ids) == len(owner.box.world.places)
    (found,) = (await owner.get("/locations/search", **{name: getattr(place, name)}))["data"]
    assert (found["id"], set(found)) == (BEACH, KEYS)
    assert (await owner.get("/locations/search", **{name: "5"}))["data"] == []


async def test_a_new_app_knows_no_foursquare(owner: Caller) -> None:
    app = owner.box.apps.register(App(name="Modern", redirect_uris=("https://app.example/",), shape="new"))
    token, place = owner.box.issue_token(owner.box.owner, app=app), owner.box.world.places[BEACH]
    query = {"foursquare_id": place.foursquare_id, "access_token": token}
    assert (await owner.error("GET", "/locations/search", **query))[1] == "APIInvalidParametersError"
    query = {"facebook_places_id": place.facebook_places_id, "access_token": token}
    assert len((await owner.get("/locations/search", **query))["data"]) == 1


@pytest.mark.parametrize("params", [{}, {"lat": "1"}, {"lat": "x", "lng": "1"}, {"facebook_places_id": ""}])
async def test_a_search_needs_a_point_or_an_id(owner: Caller, params: dict[str, str]) -> None:
    assert (await owner.error("GET", "/locations/search", **params))[1] == "APIInvalidParametersError"
