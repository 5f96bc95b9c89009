"""The circle that is reckoned quickly is the circle of the language."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.media import Place
from rules.matching.checks import asking
from rules.matching.glance import Glance
from rules.matching.views import View, Views
from rules.values.places import Near

VIEW = View(name=("location",), look=lambda _: None)


def asked(circle: Near, latitude: float | None, longitude: float | None) -> object:
    glance = Glance()
    glance[VIEW.look] = Place(id=None, name=None, latitude=latitude, longitude=longitude)
    return asking(circle, VIEW, Views())(glance)


@given(
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    metres=st.floats(1, 300_000),
    north=st.floats(-1.5, 1.5),
    east=st.floats(-3, 3),
)
@example(latitude=60.0, longitude=0.0, metres=100_000.0, north=0.9, east=0.0)
@example(latitude=-60.0, longitude=0.0, metres=100_000.0, north=-0.6, east=1.3)
def test_a_point_is_where_a_great_circle_says(
    latitude: float, longitude: float, metres: float, north: float, east: float
) -> None:
    circle = Near(latitude=latitude, longitude=longitude, metres=metres)
    point = latitude + north * metres / 111_195, longitude + east * metres / 111_195
    assert asked(circle, *point) is (circle.metres_to(*point) <= metres)


@pytest.mark.parametrize(
    ("west", "point", "held"),
    [
        pytest.param(179.99, (10.0, -179.99), True, id="over the line where the days part"),
        pytest.param(13.4, (10.0, 373.4), True, id="once around"),
        pytest.param(13.4, (370.0, 13.4), True, id="over both poles"),
        pytest.param(13.4, (10.0, 14.4), False, id="a degree away"),
        pytest.param(13.4, (None, None), False, id="nowhere"),
    ],
)
def test_the_edges_of_the_map_are_none_of_the_globe(
    west: float, point: tuple[float | None, float | None], *, held: bool
) -> None:
    assert asked(Near(latitude=10.0, longitude=west, metres=5_000.0), *point) is held
