from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller


async def test_a_place_is_shown_with_string_id(owner: Caller) -> None:
    assert (await owner.get("/locations/213385402"))["data"] == {
        "id": "213385402",
        "name": "Langeoog Strand",
        "latitude": 53.7561,
        "longitude": 7.4812,
    }


async def test_photos_of_a_place_are_its_own(owner: Caller) -> None:
    here = owner.box.post_media("nele_watt", location_id="213385402")
    owner.box.post_media("leo.knots", location_id="219442017")
    page = await owner.get("/locations/213385402/media/recent")
    assert [item["id"] for item in page["data"]] == [here]
    assert page["pagination"] == {}


@pytest.mark.parametrize("place", ["1", "x", "langeoog"])
@pytest.mark.parametrize("tail", ["", "/media/recent"])
async def test_an_unknown_place_is_a_400(owner: Caller, place: str, tail: str) -> None:
    status, kind, _ = await owner.error("GET", f"/locations/{place}{tail}")
    assert (status, kind) == (400, "APINotFoundError")
