from __future__ import annotations

from datetime import timedelta

import pytest

from sandbox.clock import SteppedClock
from sandbox.instagram.api.errors import ApiError
from sandbox.instagram.api.limits import FIGURES, Figures, Limits

NOW = SteppedClock().now()


def test_the_figures_are_the_published_ones() -> None:
    assert {"sandbox": Figures(all=500, writes=30), "live": Figures(all=5000, writes=60)} == FIGURES


def test_refused_calls_count_but_memory_is_bounded() -> None:
    limits = Limits(Figures(all=2, writes=1))
    limits.count_write("t", "likes", NOW)
    for _ in range(9):
        with pytest.raises(ApiError) as refusal:
            limits.count_write("t", "likes", NOW)
        assert refusal.value.message.endswith("You have made 2 requests of the 1 allowed in the last hour.")


@pytest.mark.parametrize(("later", "left"), [(3599.9, 0), (3600, 1)])
def test_an_hour_after_a_call_there_is_room_again(later: float, left: int) -> None:
    limits = Limits(Figures(all=1, writes=1))
    limits.count("t", NOW)
    assert limits.remaining("t", NOW + timedelta(seconds=later)) == left


def test_tokens_do_not_share_a_limit() -> None:
    limits = Limits(Figures(all=1, writes=1))
    limits.count("one", NOW)
    limits.count("other", NOW)
    assert limits.remaining("one", NOW) == 0
