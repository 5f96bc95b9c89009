from __future__ import annotations

from datetime import timedelta

import pytest

from actions.limits import Allowed, for_people, for_rules, opens_at, rate_opens_at, spaced_until, warmth
from domain.terms import Rate
from rules.ruleset import Limit
from tests.unit.polling.world import START

DAY = timedelta(days=1)
LIMIT = Limit(per_hour=20, per_day=100, spacing=(timedelta(seconds=45), timedelta(seconds=180)), keep_for_chat=10)


def ago(*minutes: float) -> list[timedelta]:
    return [timedelta(minutes=one) for one in minutes]


@pytest.mark.parametrize(
    ("before", "per_hour", "per_day", "opens_in"),
    [
        pytest.param(ago(), 1, 1, None, id="nothing yet"),
        pytest.param(ago(30), 2, 9, None, id="room for one more"),
        pytest.param(ago(50, 30), 2, 9, timedelta(minutes=10), id="until the oldest of the hour leaves"),
        pytest.param(ago(61, 50), 2, 9, None, id="the hour slides"),
        pytest.param(ago(60), 1, 9, None, id="an hour is over after an hour"),
        pytest.param(ago(59.99), 1, 9, timedelta(minutes=0.01), id="and not before"),
        pytest.param(ago(50, 40, 30), 2, 9, timedelta(minutes=20), id="more than allowed, after the rules changed"),
        pytest.param(ago(600, 300), 9, 2, timedelta(minutes=840), id="the day"),
        pytest.param(ago(1441, 300), 9, 2, None, id="the day slides"),
        pytest.param(ago(600, 5), 1, 2, timedelta(minutes=840), id="the later of hour and day"),
        pytest.param(ago(), 0, 9, timedelta(hours=1), id="never"),
    ],
)
def test_windows_slide(before: list[timedelta], per_hour: int, per_day: int, opens_in: timedelta | None) -> None:
    expected = None if opens_in is None else START + opens_in
    allowed = Allowed(per_hour=per_hour, per_day=per_day)
    assert opens_at([START - one for one in before], allowed, START) == expected


@pytest.mark.parametrize(
    ("before", "opens_in"),
    [
        pytest.param(ago(), None, id="nothing yet"),
        pytest.param(ago(90), None, id="room"),
        pytest.param(ago(90, 30), timedelta(minutes=30), id="full"),
    ],
)
def test_a_rules_own_rate_slides_too(before: list[timedelta], opens_in: timedelta | None) -> None:
    expected = None if opens_in is None else START + opens_in
    assert rate_opens_at([START - one for one in before], Rate(count=2, seconds=7200), START) == expected


def test_people_may_do_all_of_it_at_once() -> None:
    assert for_people(LIMIT) == Allowed(per_hour=20, per_day=100)


@pytest.mark.parametrize(
    ("warm", "per_hour", "per_day"),
    [
        pytest.param(1.0, 10, 100, id="warm: all but what is kept for the chat"),
        pytest.param(0.25, 5, 25, id="cold: a quarter, which leaves the chat more than is kept"),
        pytest.param(0.26, 6, 26, id="in between, rounded up"),
    ],
)
def test_rules_may_do_less(warm: float, per_hour: int, per_day: int) -> None:
    allowed = for_rules(LIMIT, warmth=warm, seed="demo:1")
    assert (allowed.per_hour, allowed.per_day) == (per_hour, per_day)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        pytest.param(Limit(per_hour=1, per_day=2), (1, 1), id="at least one"),
        pytest.param(Limit(per_hour=0, per_day=0), (0, 0), id="none is none"),
        pytest.param(Limit(per_hour=4, per_day=9, keep_for_chat=9), (0, 3), id="all is kept"),
    ],
)
def test_a_quarter_of_little_is_little(limit: Limit, expected: tuple[int, int]) -> None:
    allowed = for_rules(limit, warmth=0.25, seed="demo:1")
    assert (allowed.per_hour, allowed.per_day) == expected


def test_distances_differ_and_each_stays_what_it_is() -> None:
    gaps = [for_rules(LIMIT, warmth=1, seed=f"demo:{number}").gap for number in range(50)]
    assert gaps == [for_rules(LIMIT, warmth=1, seed=f"demo:{number}").gap for number in range(50)]
    assert all(LIMIT.spacing[0] <= gap <= LIMIT.spacing[1] for gap in gaps)
    assert len(set(gaps)) == 50
    assert max(gaps) - min(gaps) > timedelta(seconds=90)


@pytest.mark.parametrize(
    ("seconds_ago", "expected"),
    [
        pytest.param(None, None, id="nothing yet"),
        pytest.param(60, None, id="kept"),
        pytest.param(59, START + timedelta(seconds=1), id="not yet kept"),
    ],
)
def test_a_distance_is_kept_to_the_last_one(seconds_ago: float | None, expected: object) -> None:
    attempts = [] if seconds_ago is None else [START - DAY / 2, START - timedelta(seconds=seconds_ago)]
    assert spaced_until(attempts, Allowed(per_hour=9, per_day=9, gap=timedelta(seconds=60)), START) == expected


@pytest.mark.parametrize(
    ("first", "length", "expected"),
    [
        pytest.param(None, 14 * DAY, 0.25, id="before the first write"),
        pytest.param(START, 14 * DAY, 0.25, id="at the first write"),
        pytest.param(START - 7 * DAY, 14 * DAY, 0.625, id="half way"),
        pytest.param(START - 14 * DAY, 14 * DAY, 1.0, id="warm"),
        pytest.param(START - 99 * DAY, 14 * DAY, 1.0, id="warm for long"),
        pytest.param(START + DAY, 14 * DAY, 0.25, id="a clock that was ahead"),
        pytest.param(None, 0 * DAY, 1.0, id="switched off"),
    ],
)
def test_an_account_warms_up(first: object, length: timedelta, expected: float) -> None:
    assert warmth(first, length, START) == expected  # type: ignore[arg-type]  # a moment or none
