from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import RefusedError
from domain.media import Circle
from networks.instagram import spans

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND, WEEK = timedelta(seconds=1), timedelta(days=7)


@pytest.mark.parametrize(
    ("circle", "query"),
    [
        pytest.param(Circle(latitude=0, longitude=0), {"lat": "0.00000000", "lng": "0.00000000"}, id="a point"),
        pytest.param(
            Circle(latitude=-90, longitude=180, radius=5000),
            {"lat": "-90.00000000", "lng": "180.00000000", "distance": "5000"},
            id="as far as it goes",
        ),
        pytest.param(
            Circle(latitude=0.00000012, longitude=1e-30, radius=1),
            {"lat": "0.00000012", "lng": "0.00000000", "distance": "1"},
            id="no exponents",
        ),
    ],
)
def test_a_circle_is_spelt(circle: Circle, query: dict[str, str]) -> None:
    assert spans.where(circle, doing="look") == query


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(90.001, 0), (-90.001, 0), (0, 180.001), (0, -180.001), (float("nan"), 0), (0, float("nan")), (0, float("inf"))],
)
def test_a_point_off_the_map_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(RefusedError, match=r"^Could not look: lat is a number from -90 to 90, and lng"):
        spans.where(Circle(latitude=latitude, longitude=longitude), doing="look")


@pytest.mark.parametrize("radius", [0, -1, 5001])
def test_a_radius_that_the_network_does_not_take_is_refused(radius: int) -> None:
    with pytest.raises(RefusedError, match=f"the distance is 1 to 5000 metres, not {radius}"):
        spans.where(Circle(latitude=1, longitude=2, radius=radius), doing="look")


@pytest.mark.parametrize(
    ("earliest", "latest", "query"),
    [
        pytest.param(None, None, {}, id="the network's own"),
        pytest.param(NOW - WEEK, None, {"min_timestamp": "1777032000"}, id="a week until now"),
        pytest.param(None, NOW, {"max_timestamp": "1777636800"}, id="until then"),
        pytest.param(
            NOW - WEEK - SECOND,
            NOW - SECOND,
            {"min_timestamp": "1777031999", "max_timestamp": "1777636799"},
            id="a week before",
        ),
        pytest.param(NOW, NOW, {"min_timestamp": "1777636800", "max_timestamp": "1777636800"}, id="one second"),
    ],
)
def test_a_span_is_spelt(earliest: datetime | None, latest: datetime | None, query: dict[str, str]) -> None:
    assert spans.when(earliest, latest, now=NOW, doing="look") == query


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        pytest.param(NOW - WEEK - SECOND, None, "at most 7 days", id="more than a week until now"),
        pytest.param(NOW - WEEK - SECOND, NOW, "at most 7 days", id="more than a week"),
        pytest.param(NOW + SECOND, NOW, "ends before it begins", id="backwards"),
        pytest.param(NOW + SECOND, None, "ends before it begins", id="in the future"),
    ],
)
def test_a_span_that_cannot_be_is_refused(earliest: datetime, latest: datetime | None, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        spans.when(earliest, latest, now=NOW, doing="look")


@pytest.mark.parametrize(
    ("earliest", "latest", "query"),
    [
        pytest.param(None, None, {}, id="open"),
        pytest.param(NOW - 9 * WEEK, None, {"min_timestamp": "1772193600"}, id="since then, however long"),
        pytest.param(None, NOW + WEEK, {"max_timestamp": "1778241600"}, id="until then"),
        pytest.param(EPOCH, EPOCH, {"min_timestamp": "0", "max_timestamp": "0"}, id="the first second"),
    ],
)
def test_a_list_may_be_bound_at_either_end(
    earliest: datetime | None, latest: datetime | None, query: dict[str, str]
) -> None:
    assert spans.between(earliest, latest, doing="look") == query


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        pytest.param(NOW, NOW - SECOND, "the span ends before it begins", id="backwards"),
        pytest.param(NOW.replace(tzinfo=None), None, "min_timestamp is a time with its zone", id="without a zone"),
        pytest.param(None, EPOCH - SECOND, "max_timestamp is a time with its zone, from 1970 on", id="before 1970"),
    ],
)
def test_what_bounds_nothing_is_refused(earliest: datetime | None, latest: datetime | None, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        spans.between(earliest, latest, doing="look")
