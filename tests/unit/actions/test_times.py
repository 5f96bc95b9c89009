from __future__ import annotations

from datetime import UTC, datetime

from actions.times import at

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_today_needs_no_day() -> None:
    assert at(datetime(2026, 5, 1, 9, 5, tzinfo=UTC), NOON) == "09:05 UTC"


def test_another_day_is_named() -> None:
    assert at(datetime(2026, 5, 2, 9, 5, tzinfo=UTC), NOON) == "2 May 09:05 UTC"
