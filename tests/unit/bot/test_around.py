from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.around import Around, from_key, read
from bot.phrasing import Present

BERLIN = Around(latitude=52.52, longitude=13.405)
NOW = datetime(2026, 11, 23, 14, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("52.52 13.405", BERLIN),
        ("52.52, 13.405", BERLIN),
        ("52.52 13.405 2", BERLIN.within(metres=2000)),
        ("52.52 13.405 500m", BERLIN.within(metres=500)),
        ("52.52 13.405 1.5km 3", BERLIN.within(metres=1500, days=3)),
        ("52.52 13.405 2 3d", BERLIN.within(metres=2000, days=3)),
        ("52.52 13.405 1km today", BERLIN.within(days=0)),
        ("52.52 13.405 today", BERLIN.within(days=0)),
        ("52.52 13.405 5KM 7 ", BERLIN.within(metres=5000, days=7)),
    ],
)
def test_where_to_look_is_read(text: str, expected: Around) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("52.52", id="half a point"),
        pytest.param("north south", id="words"),
        pytest.param("91 0", id="beyond the pole"),
        pytest.param("52.52 13.405 6", id="6 km"),
        pytest.param("52.52 13.405 0m", id="no circle"),
        pytest.param("52.52 13.405 1 8", id="8 days"),
        pytest.param("52.52 13.405 1 2 3", id="one too many"),
        pytest.param("52.52 13.405 soon", id="no time"),
        pytest.param("nan nan", id="not a number"),
        pytest.param("1e1 1e1", id="powers"),
    ],
)
def test_where_nobody_can_look_is_none(text: str) -> None:
    assert read(text) is None


def test_a_bare_distance_may_be_metres() -> None:
    assert read("52.52 13.405 700", unit="m") == BERLIN.within(metres=700)


@pytest.mark.parametrize("looked", [BERLIN, Around(latitude=-33.86785, longitude=-151.20732, metres=500, days=0)])
def test_a_button_carries_it(looked: Around) -> None:
    assert from_key(looked.key) == looked


@pytest.mark.parametrize(
    "key", ["", "1,2,3", "1,2,3,4,5", "1,2,x,4", "1,2,6000,4", "1,2,500,9", "91,2,500,1", "1,2,\u0665,1", "1,2,-5,1"]
)
def test_forged_places_are_none(key: str) -> None:
    assert from_key(key) is None


def test_today_begins_at_midnight() -> None:
    present = Present(now=NOW, zone=UTC)
    assert BERLIN.within(days=0).since(present) == NOW.replace(hour=0, minute=0)
    assert BERLIN.since(present) == NOW - timedelta(days=5)
