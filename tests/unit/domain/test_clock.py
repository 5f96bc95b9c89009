from __future__ import annotations

from datetime import UTC

from domain.clock import wall_clock


def test_the_machines_time_is_aware_and_in_utc() -> None:
    before, after = wall_clock(), wall_clock()
    assert before.tzinfo is UTC
    assert before <= after
