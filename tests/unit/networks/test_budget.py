from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.plans import LimitClass
from networks.budget import Allowance, Budget, BudgetView

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
LIKE, COMMENT = LimitClass.LIKE, LimitClass.COMMENT


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def budget(*, calls: int = 10, writes: int = 2) -> Budget:
    return Budget(Allowance(calls=calls, writes=dict.fromkeys(LimitClass, writes)))


def spend(hour: Budget, count: int, now: datetime, write: LimitClass | None = None) -> None:
    for _ in range(count):
        assert hour.take(write, now) == 0


def test_a_fresh_budget_has_everything() -> None:
    assert budget().view(NOON) == BudgetView(limit=10, remaining=10, delay=0.0, waits={})


def test_the_last_call_has_room_and_the_next_waits_for_the_oldest_to_age() -> None:
    hour = budget(calls=3)
    spend(hour, 1, at(0))
    spend(hour, 2, at(10))
    assert hour.take(None, at(30)) == 30 * 60
    assert hour.view(at(30)) == BudgetView(limit=3, remaining=0, delay=30 * 60.0)


@pytest.mark.parametrize(
    ("minutes", "delay"),
    [
        pytest.param(59.5, 30, id="half a minute early"),
        pytest.param(60, 0, id="to the second"),
        pytest.param(61, 0, id="a minute late"),
    ],
)
def test_a_call_counts_for_sixty_minutes(minutes: float, delay: float) -> None:
    hour = budget(calls=1)
    spend(hour, 1, at(0))
    assert hour.take(None, at(minutes)) == delay


def test_a_call_without_room_is_not_booked() -> None:
    hour = budget(calls=1)
    spend(hour, 1, at(0))
    for minute in range(1, 59):
        assert hour.take(None, at(minute)) > 0
    assert hour.take(None, at(60)) == 0


def test_the_hour_slides_and_does_not_start_anew() -> None:
    hour = budget(calls=2)
    spend(hour, 1, at(0))
    spend(hour, 1, at(59))
    spend(hour, 1, at(60))
    assert hour.take(None, at(61)) == 58 * 60


def test_a_class_of_writes_has_its_own_limit() -> None:
    hour = budget()
    spend(hour, 2, NOON, LIKE)
    assert hour.take(LIKE, at(1)) == 59 * 60
    assert hour.view(at(1)).waits == {LIKE: 59 * 60}
    assert hour.take(COMMENT, at(1)) == 0
    assert hour.take(None, at(1)) == 0


def test_writes_count_among_all_calls() -> None:
    hour = budget(calls=3)
    spend(hour, 1, NOON, LIKE)
    spend(hour, 1, NOON, COMMENT)
    assert hour.view(NOON).remaining == 1


def test_a_refused_write_takes_nothing_from_the_calls() -> None:
    hour = budget(writes=1)
    spend(hour, 1, NOON, LIKE)
    assert hour.take(LIKE, NOON) > 0
    assert hour.view(NOON).remaining == 9


def test_a_call_that_never_left_is_taken_back() -> None:
    hour = budget(writes=1)
    spend(hour, 1, NOON, LIKE)
    hour.release(LIKE)
    assert hour.view(NOON) == BudgetView(limit=10, remaining=10)


@pytest.mark.parametrize(
    ("limit", "remaining", "expected"),
    [
        pytest.param(10, 4, BudgetView(limit=10, remaining=4), id="others used the token too"),
        pytest.param(10, 9, BudgetView(limit=10, remaining=8), id="more left than we reckon: not believed"),
        pytest.param(5, 3, BudgetView(limit=5, remaining=3), id="a lower limit"),
        pytest.param(
            5000, 4990, BudgetView(limit=10, remaining=0, delay=6 * 60.0), id="a higher limit does not lift ours"
        ),
        pytest.param(0, 0, BudgetView(limit=10, remaining=8), id="no limit at all is nonsense"),
        pytest.param(10, 11, BudgetView(limit=10, remaining=8), id="more left than granted is nonsense"),
    ],
)
def test_headers_correct_downward(limit: int, remaining: int, expected: BudgetView) -> None:
    hour = budget()
    spend(hour, 2, NOON)
    hour.learn(limit=limit, remaining=remaining, now=NOON)
    view = hour.view(NOON)
    assert (view.limit, view.remaining) == (expected.limit, expected.remaining)
    assert (view.delay > 0) == (expected.delay > 0)


def test_calls_from_before_a_restart_are_taken_to_age_evenly() -> None:
    hour = budget(calls=60)
    hour.learn(limit=60, remaining=0, now=NOON)
    assert hour.take(None, NOON) == 60
    assert hour.view(at(30)).remaining == 30
    assert hour.view(at(60)).remaining == 60


def test_calls_of_others_since_the_last_answer_are_taken_as_recent() -> None:
    hour = budget()
    hour.learn(limit=10, remaining=10, now=at(50))
    hour.learn(limit=10, remaining=0, now=at(60))
    assert hour.view(at(109)).remaining == 0
    assert hour.view(at(120)).remaining == 10


def test_calls_of_others_in_a_long_silence_are_not_taken_as_long_past() -> None:
    hour = budget()
    hour.learn(limit=10, remaining=10, now=at(0))
    hour.learn(limit=10, remaining=0, now=at(180))
    assert hour.view(at(180)).remaining == 0


def test_a_limit_that_was_lowered_can_rise_again() -> None:
    hour = budget()
    hour.learn(limit=5, remaining=5, now=NOON)
    hour.learn(limit=10, remaining=10, now=at(1))
    assert hour.view(at(1)) == BudgetView(limit=10, remaining=10)


def test_a_refusal_without_a_time_stops_for_five_minutes_at_least() -> None:
    hour = budget(calls=60)
    assert hour.refused(None, remaining=None, pause=None, now=NOON) == 300
    assert hour.take(None, at(4.9)) > 0
    assert hour.take(None, at(5)) == 0


def test_a_refusal_lowers_the_estimate() -> None:
    hour = budget(calls=60)
    hour.refused(None, remaining=None, pause=None, now=NOON)
    assert hour.view(at(5)).remaining == 5


def test_a_refusal_waits_for_our_own_calls_to_age() -> None:
    hour = budget(calls=2)
    spend(hour, 2, at(50))
    assert hour.refused(None, remaining=None, pause=None, now=at(60)) == 50 * 60


def test_a_refusal_with_a_time_is_taken_at_its_word() -> None:
    hour = budget(calls=3600)
    assert hour.refused(None, remaining=None, pause=timedelta(seconds=20), now=NOON) == 20


@pytest.mark.parametrize(
    ("remaining", "others_wait"),
    [
        pytest.param(7, False, id="calls left: only the class is closed"),
        pytest.param(0, True, id="none left: everything is closed"),
        pytest.param(None, True, id="not told: everything is closed"),
    ],
)
def test_a_refused_write_closes_what_it_must(remaining: int | None, *, others_wait: bool) -> None:
    hour = budget()
    assert hour.refused(LIKE, remaining=remaining, pause=None, now=NOON) >= 300
    assert hour.take(LIKE, NOON) > 0
    assert (hour.take(None, NOON) > 0) is others_wait
    assert (hour.take(COMMENT, NOON) > 0) is others_wait


def test_a_pause_holds_every_call_back_and_counts_none() -> None:
    hour = budget()
    hour.pause(timedelta(seconds=30), NOON)
    assert hour.paused(at(0.4))
    assert (hour.take(None, NOON), hour.take(LIKE, NOON)) == (30, 30)
    assert not hour.paused(at(0.5))
    assert hour.view(at(0.5)) == BudgetView(limit=10, remaining=10)


def test_a_pause_shortens_neither_another_nor_a_refusal() -> None:
    hour = budget()
    hour.pause(timedelta(seconds=90), NOON)
    hour.pause(timedelta(seconds=30), NOON)
    assert (hour.paused(at(1)), hour.view(NOON).delay) == (True, 90)
    hour.refused(None, remaining=None, pause=timedelta(minutes=20), now=NOON)
    hour.pause(timedelta(seconds=30), NOON)
    assert hour.view(NOON).delay == 1200
