from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.phrasing import Present, amount, counted

NOW = datetime(2026, 3, 14, 14, 2, tzinfo=UTC)
PRESENT = Present(now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1 K"),
        (1240, "1.2 K"),
        (9949, "9.9 K"),
        (9950, "10 K"),
        (56_400, "56 K"),
        (999_499, "999 K"),
        (999_500, "1 M"),
        (1_200_000, "1.2 M"),
        (12_000_000, "12 M"),
    ],
)
def test_amounts_are_short(number: int, expected: str) -> None:
    assert amount(number) == expected


def test_one_thing_is_singular() -> None:
    assert counted(1, "photo") == "1 photo"
    assert counted(2, "photo") == "2 photos"
    assert counted(0, "person", "people") == "0 people"


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(days=1), "1 d"),
        (timedelta(days=6, hours=23), "6 d"),
        (timedelta(days=7), "7 Mar"),
        (timedelta(days=100), "4 Dec 2025"),
    ],
)
def test_ages_are_short(age: timedelta, expected: str) -> None:
    assert PRESENT.since(NOW - age) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"), [(-1, "now"), (0.5, "now"), (40, "in 40 s"), (60, "in 1 min"), (7200, "in 2 h")]
)
def test_waits_are_short(seconds: float, expected: str) -> None:
    assert PRESENT.after(seconds) == expected


def test_times_of_day_are_the_readers() -> None:
    tokyo = Present(now=NOW, zone=timezone(timedelta(hours=9)))
    assert PRESENT.clock(NOW) == "14:02"
    assert tokyo.clock(NOW) == "23:02"
    assert tokyo.clock(NOW - timedelta(days=1)) == "13 Mar, 23:02"
    assert tokyo.midnight == datetime(2026, 3, 13, 15, 0, tzinfo=UTC)
