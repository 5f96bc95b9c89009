from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.schedules import Schedule, Window

if TYPE_CHECKING:
    from datetime import tzinfo

BERLIN = ZoneInfo("Europe/Berlin")
EVERY_DAY = frozenset(range(7))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def schedule(*windows: tuple[frozenset[int], str, str]) -> Schedule:
    made = (Window(days=days, start=time.fromisoformat(a), end=time.fromisoformat(b)) for days, a, b in windows)
    return Schedule(name="some", windows=tuple(made))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "local", "expected"),
    [
        pytest.param("08:00", "22:30", "2026-06-01T08:00:00", True, id="the start is in it"),
        pytest.param("08:00", "22:30", "2026-06-01T07:59:59.999999", False, id="just before"),
        pytest.param("08:00", "22:30", "2026-06-01T22:29:59.999999", True, id="just before the end"),
        pytest.param("08:00", "22:30", "2026-06-01T22:30:00", False, id="the end is not"),
        pytest.param("22:00", "07:00", "2026-06-01T23:00:00", True, id="before midnight"),
        pytest.param("22:00", "07:00", "2026-06-02T06:59:00", True, id="after midnight"),
        pytest.param("22:00", "07:00", "2026-06-02T07:00:00", False, id="over"),
        pytest.param("22:00", "07:00", "2026-06-01T06:59:00", False, id="sunday does not begin one"),
        pytest.param("22:00", "07:00", "2026-06-02T22:00:00", False, id="nor does tuesday"),
        pytest.param("08:00", "08:00", "2026-06-02T07:59:00", True, id="once around the clock"),
        pytest.param("08:00", "08:00", "2026-06-02T08:00:00", False, id="and no further"),
        pytest.param("08:00", "00:00", "2026-06-01T23:59:00", True, id="until midnight"),
        pytest.param("08:00", "00:00", "2026-06-02T00:00:00", False, id="and no further than that"),
    ],
)
def test_a_window_on_mondays(start: str, end: str, local: str, *, expected: bool) -> None:
    now = datetime.fromisoformat(local).replace(tzinfo=BERLIN).astimezone(UTC)
    assert schedule((frozenset({0}), start, end)).is_open(now, BERLIN) is expected


def test_any_of_the_windows_will_do() -> None:
    two = schedule((EVERY_DAY, "08:00", "09:00"), (EVERY_DAY, "12:00", "13:00"))
    assert [two.is_open(utc(f"2026-06-01T{hour:02}:30"), UTC) for hour in (8, 10, 12)] == [True, False, True]
    assert two.opens_at(utc("2026-06-01T10:30"), UTC) == utc("2026-06-01T12:00")
    assert two.opens_at(utc("2026-06-01T13:00"), UTC) == utc("2026-06-02T08:00")


@pytest.mark.parametrize(
    ("start", "end", "now", "opens"),
    [
        pytest.param("02:15", "02:45", "2026-03-29T00:30", "2026-03-30T00:15", id="skipped with its hour"),
        pytest.param("02:15", "05:00", "2026-03-29T00:30", "2026-03-29T01:00", id="begins in the skipped hour"),
        pytest.param("01:00", "02:30", "2026-03-29T01:00", "2026-03-29T23:00", id="ends in the skipped hour"),
        pytest.param("02:15", "02:45", "2026-10-24T23:50", "2026-10-25T00:15", id="the hour comes first"),
        pytest.param("02:15", "02:45", "2026-10-25T00:45", "2026-10-26T01:15", id="and does not count again"),
        pytest.param("02:15", "05:00", "2026-10-25T01:00", "2026-10-25T02:00", id="goes on after the second time"),
        pytest.param("08:00", "22:00", "2026-10-24T21:00", "2026-10-25T07:00", id="nothing else is moved"),
        pytest.param("08:00", "22:00", "2026-06-01T09:00", "2026-06-01T09:00", id="it is open"),
    ],
)
def test_when_the_clock_is_moved(start: str, end: str, now: str, opens: str) -> None:
    """In Berlin: forward on 29 March 2026 at 1:00 UTC, back on 25 October at 1:00 UTC."""
    assert schedule((EVERY_DAY, start, end)).opens_at(utc(now), BERLIN) == utc(opens)


def test_a_week_may_pass_until_it_opens_and_another_when_the_hour_was_skipped() -> None:
    sundays = schedule((frozenset({6}), "02:15", "02:45"))
    assert sundays.opens_at(utc("2026-03-22T12:00"), BERLIN) == utc("2026-04-05T00:15")


@pytest.mark.parametrize("windows", [(), ((frozenset[int](), "08:00", "09:00"),)])
def test_without_a_day_it_never_opens(windows: tuple[tuple[frozenset[int], str, str], ...]) -> None:
    assert schedule(*windows).opens_at(utc("2026-06-01T10:00"), UTC) is None


def slow_opening(wanted: Schedule, now: datetime, zone: tzinfo, days: int) -> dict[datetime, bool]:
    """Whether it is open in every minute from `now` on, by looking at the calendar. A minute is shown once."""
    shown: set[datetime] = set()
    found: dict[datetime, bool] = {}
    for number in range(-1440, days * 1440):
        moment = now + number * MINUTE
        wall = moment.astimezone(zone).replace(tzinfo=None, fold=0)
        again = wall in shown
        shown.add(wall)
        if number >= 0:
            found[moment] = not again and any(within(window, wall) for window in wanted.windows)
    return found


def within(window: Window, wall: datetime) -> bool:
    for begun in (wall.date(), wall.date() - DAY):
        start = datetime.combine(begun, window.start)
        end = datetime.combine(begun if window.start < window.end else begun + DAY, window.end)
        if begun.weekday() in window.days and start <= wall < end:
            return True
    return False


TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0))
WINDOWS = st.builds(Window, days=st.frozensets(st.integers(0, 6)), start=TIMES, end=TIMES)
NEAR_A_SHIFT = st.sampled_from(
    [
        (BERLIN, utc("2026-03-29T01:00")),
        (BERLIN, utc("2026-10-25T01:00")),
        (ZoneInfo("America/New_York"), utc("2026-11-01T06:00")),
        (ZoneInfo("Australia/Lord_Howe"), utc("2026-04-04T15:00")),  # half an hour
        (ZoneInfo("Pacific/Apia"), utc("2011-12-30T10:00")),  # a whole day
        (UTC, utc("2026-06-01T00:00")),
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(WINDOWS, max_size=3), NEAR_A_SHIFT, st.integers(-2 * 1440, 2 * 1440))
def test_agrees_with_somebody_who_looks_at_the_clock_every_minute(
    windows: list[Window], near: tuple[tzinfo, datetime], minutes: int
) -> None:
    zone, shift = near
    wanted, now = Schedule(name="some", windows=tuple(windows)), shift + minutes * MINUTE
    slow = slow_opening(wanted, now, zone, days=4)
    assert {moment: wanted.is_open(moment, zone) for moment in slow} == slow
    first = next((moment for moment, is_open in slow.items() if is_open), None)
    opens_at = wanted.opens_at(now, zone)
    if first is None:
        assert opens_at is None or opens_at > max(slow)
    else:
        assert opens_at == first
