from __future__ import annotations

from datetime import timedelta

import pytest

from domain.ids import LocationId, MediaId
from domain.media import Circle, Place
from domain.sources import Source
from polling import areas
from tests.unit.polling.listed import ListedWorld
from tests.unit.polling.world import START, SteppedClock

BERLIN = Source.parse("area:52.52,13.405,5000")


def place(latitude: float | None, longitude: float | None) -> Place:
    return Place(id=LocationId("1"), name="Somewhere", latitude=latitude, longitude=longitude)


def test_a_source_names_its_circle() -> None:
    assert areas.circle(BERLIN) == Circle(latitude=52.52, longitude=13.405, radius=5000)


@pytest.mark.parametrize(
    ("where", "inside"),
    [
        pytest.param(place(52.52, 13.405), True, id="the middle"),
        pytest.param(place(52.56, 13.405), True, id="4.4 km north"),
        pytest.param(place(52.57, 13.405), False, id="5.6 km north"),
        pytest.param(place(None, None), False, id="a place without coordinates"),
    ],
)
def test_a_circle_contains_what_is_near_enough(where: Place, inside: bool) -> None:  # noqa: FBT001 - a table's column
    assert areas.contains(BERLIN, where) is inside


async def pages(world: ListedWorld, most: int = 9) -> list[list[MediaId]]:
    """The ids of each page, down to the end."""
    cursor, found = None, []
    for _ in range(most):
        page = await areas.page(world, BERLIN, cursor=cursor, count=33)
        found.append([media.id for media in page.items])
        cursor = page.older
        if cursor is None:
            return found
    return found


async def test_a_search_is_paged_by_time() -> None:
    clock = SteppedClock()
    world = ListedWorld(clock)
    world.page_size = 2
    for number in range(3):
        clock.step(60)
        world.post(f"m{number}", place="1")
    assert await pages(world) == [["m2", "m1"], ["m1", "m0"], ["m0"]]
    first, second, third = world.searches
    assert first == (None, None)
    latest = START + timedelta(seconds=120)
    assert second == (latest - timedelta(days=5), latest)
    assert third[1] == START + timedelta(seconds=60)


async def test_photos_of_one_second_do_not_page_for_ever() -> None:
    world = ListedWorld(SteppedClock())
    world.page_size = 2
    for number in range(3):
        world.post(f"m{number}", place="1")
    assert await pages(world) == [["m2", "m1"], ["m2", "m1"]]


async def test_a_circle_without_photos_has_one_empty_page() -> None:
    assert await pages(ListedWorld(SteppedClock())) == [[]]
