from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sandbox.instagram.world.geographies import Geography
    from tests.unit.sandbox.instagram.conftest import Caller

PLACE = "215570818"
POINT = (39.6089, -9.0846)


@pytest.fixture
def circle(owner: Caller) -> Geography:
    client_id = owner.box.apps.first.client_id
    return owner.box._deeds.geographies.add(client_id, *POINT, 2000)


async def test_what_is_inside_is_listed_in_pages(owner: Caller, circle: Geography) -> None:
    posted = [
        owner.box.post_media("leo.knots", location_id=PLACE if age % 2 else None, age_seconds=60.0 * age)
        for age in range(9)
    ]
    page = await owner.get(f"/geographies/{circle.id}/media/recent", count=3)
    assert page["pagination"]["next_max_id"] == page["data"][-1]["id"]
    older = (await owner.client.get(page["pagination"]["next_url"])).json()
    assert older["pagination"] == {}
    assert [item["id"] for item in (*page["data"], *older["data"])] == posted[1::2]
    newer = await owner.get(f"/geographies/{circle.id}/media/recent", min_id=posted[3])
    assert [item["id"] for item in newer["data"]] == [posted[1]]


@pytest.mark.parametrize("geography", ["1", "x", "1739231"])
async def test_a_circle_that_nobody_made_is_unknown(owner: Caller, circle: Geography, geography: str) -> None:
    assert circle.id == "1739230"
    status, kind, _ = await owner.error("GET", f"/geographies/{geography}/media/recent")
    assert (status, kind) == (400, "APINotFoundError")


async def test_another_apps_circle_is_unknown(owner: Caller) -> None:
    other = owner.box._deeds.geographies.add("another app", *POINT, 2000)
    _, kind, _ = await owner.error("GET", f"/geographies/{other.id}/media/recent")
    assert kind == "APINotFoundError"
