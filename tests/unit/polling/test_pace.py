from __future__ import annotations

import random
from datetime import timedelta

import pytest

from polling.pace import back_off, stretch

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("intervals", "limit", "expected"),
    [
        pytest.param([], 500, 1.0, id="nothing to look at"),
        pytest.param([MINUTE] * 5, 500, 1.0, id="300 of 500 calls are the share exactly"),
        pytest.param([MINUTE] * 10, 500, 2.0, id="twice the share"),
        pytest.param([MINUTE, 2 * MINUTE], 50, 3.0, id="of different lengths"),
        pytest.param([MINUTE], 5000, 1.0, id="never looked at more often than asked for"),
        pytest.param([timedelta(hours=1)], 0, 1 / 0.6, id="no budget at all still ends"),
    ],
)
def test_all_looks_together_keep_to_their_share(intervals: list[timedelta], limit: int, expected: float) -> None:
    assert stretch(intervals, limit) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("failures", "delay", "least", "most"),
    [
        pytest.param(0, 1.0, 2.5, 5.0, id="the first is quick"),
        pytest.param(3, 1.0, 20.0, 40.0, id="doubling"),
        pytest.param(500, 1.0, 450.0, 900.0, id="a quarter of an hour at most"),
        pytest.param(0, 1800.0, 1800.0, 1800.0, id="never sooner than the network says"),
    ],
)
def test_waits_longer_after_each_failure(failures: int, delay: float, least: float, most: float) -> None:
    chance = random.Random(7)  # noqa: S311 - it spreads waits, it guards nothing
    waits = [back_off(failures, delay, chance).total_seconds() for _ in range(50)]
    assert least <= min(waits) <= max(waits) <= most
    assert (len(set(waits)) > 1) is (least < most)
