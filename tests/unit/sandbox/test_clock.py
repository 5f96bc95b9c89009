from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sandbox.clock import SteppedClock, WorldClock, wall_time

START = datetime(2026, 6, 1, 12, tzinfo=UTC)
ANCHOR = datetime(2020, 1, 1, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("speed", "seconds", "moved"),
    [
        pytest.param(1.0, 10, 10, id="real time"),
        pytest.param(60.0, 10, 600, id="a minute a second"),
        pytest.param(0.5, 10, 5, id="slow motion"),
    ],
)
def test_world_time_is_the_anchor_plus_wall_time_at_its_speed(speed: float, seconds: int, moved: int) -> None:
    wall = SteppedClock(START)
    clock = WorldClock(ANCHOR, START, speed, wall)
    wall.step(seconds)
    assert clock.now() == clock() == ANCHOR + timedelta(seconds=moved)


def test_world_time_stands_still_when_the_wall_is_set_back() -> None:
    times = [after(100), after(40), after(101)]
    clock = WorldClock(ANCHOR, START, 1.0, lambda: times.pop(0))
    seen = [clock(), clock(), clock()]
    assert [(moment - ANCHOR).total_seconds() for moment in seen] == [100, 100, 101]


def test_a_changed_speed_makes_no_jump() -> None:
    wall = SteppedClock(START)
    clock = WorldClock(ANCHOR, START, 60.0, wall)
    wall.step(10)
    slower = clock.at_speed(1.0)
    assert slower() == ANCHOR + timedelta(seconds=600)
    wall.step(5)
    assert slower() == ANCHOR + timedelta(seconds=605)


@pytest.mark.parametrize("speed", [0.0, -1.0])
def test_a_world_does_not_stand_still_or_run_backwards(speed: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        WorldClock(ANCHOR, START, speed)


def test_wall_time_is_aware_and_utc() -> None:
    assert wall_time().utcoffset() == timedelta(0)


def test_a_stepped_clock_moves_only_by_hand() -> None:
    clock = SteppedClock(START)
    assert clock() == clock.now() == START
    assert clock.step(1.5) == clock() == after(1.5)


def test_a_stepped_clock_gives_utc() -> None:
    clock = SteppedClock(datetime(2026, 6, 1, 14, tzinfo=timezone(timedelta(hours=2))))
    assert clock() == START
    assert clock().utcoffset() == timedelta(0)


def test_a_stepped_clock_refuses_to_go_back() -> None:
    with pytest.raises(ValueError, match="forward"):
        SteppedClock(START).step(-1)


def test_a_stepped_clock_refuses_a_time_without_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        SteppedClock(datetime(2026, 6, 1))  # noqa: DTZ001  # the mistake under test
