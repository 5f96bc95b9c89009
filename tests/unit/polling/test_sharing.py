from __future__ import annotations

from datetime import timedelta

import pytest

from polling.sharing import Share
from tests.unit.polling.world import START

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(("limit", "room"), [(500, 100), (5000, 1000), (9, 1), (2, 1)])
def test_a_share_is_a_part_of_the_hour_and_never_nothing(limit: int, room: int) -> None:
    share = Share(0.2)
    for taken in range(room):
        assert share.wait(limit, START) == 0.0, taken
        share.take(START)
    assert share.wait(limit, START) == 3600.0


def test_room_comes_back_call_by_call() -> None:
    share = Share(0.2)
    for minutes in (0, 10):
        share.take(START + minutes * MINUTE)
    assert share.wait(10, START + 15 * MINUTE) == 45 * 60
    assert share.wait(10, START + 60 * MINUTE) == 0.0
    share.take(START + 60 * MINUTE)
    assert share.wait(10, START + 60 * MINUTE) == 10 * 60


def test_a_smaller_hour_waits_for_as_many_calls_as_are_too_many() -> None:
    share = Share(0.2)
    for minutes in range(4):
        share.take(START + minutes * MINUTE)
    assert share.wait(10, START + 5 * MINUTE) == 57 * 60
