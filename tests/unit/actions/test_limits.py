from __future__ import annotations

from datetime import timedelta

import pytest

from actions.limits import opens_at
from rules.ruleset import Limit
from tests.unit.polling.world import START


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
    limit = Limit(per_hour=per_hour, per_day=per_day)
    assert opens_at([START - one for one in before], limit, START) == expected
