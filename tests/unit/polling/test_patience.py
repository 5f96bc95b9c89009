from __future__ import annotations

from datetime import timedelta

from domain.ids import EventKey
from polling.patience import Patience
from tests.unit.polling.world import START

ONE, OTHER = EventKey("media:1"), EventKey("media:2")


def after(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def test_waits_as_long_as_the_network_says() -> None:
    patience = Patience()
    patience.tried(ONE, 30, START)
    assert patience.waiting(START + after(29)) == [ONE]
    assert ONE not in patience.waiting(START + after(30))
    assert OTHER not in patience.waiting(START)


def test_three_tries_are_enough() -> None:
    patience = Patience()
    for number in range(3):
        assert not patience.is_over(ONE, START + after(number))
        patience.tried(ONE, 1, START + after(number))
    assert patience.is_over(ONE, START + after(2))
    assert not patience.is_over(OTHER, START + after(2))


def test_ten_minutes_are_enough_whatever_the_network_says() -> None:
    patience = Patience()
    patience.tried(ONE, 3600, START)
    assert patience.waiting(START + after(599)) == [ONE]
    assert not patience.is_over(ONE, START + after(599))
    assert ONE not in patience.waiting(START + after(600))
    assert patience.is_over(ONE, START + after(600))


def test_what_is_judged_is_forgotten() -> None:
    patience = Patience()
    assert patience.is_new(ONE)
    patience.tried(ONE, 3600, START)
    assert not patience.is_new(ONE)
    patience.end(ONE)
    assert patience.is_new(ONE)
    patience.end(OTHER)
    assert ONE not in patience.waiting(START)
    assert not patience.is_over(ONE, START + after(3600))
