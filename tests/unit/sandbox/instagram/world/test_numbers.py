from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from sandbox.instagram.world.numbers import EPOCH, shortcode, stamp, tag_stamp

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param(996571898003529362, "3UiNx1ox6S", id="capture of 2015"),
        pytest.param(1667121369441597934, "Bcizg1_B3nu", id="capture of 2017"),
        pytest.param(3, "D", id="one digit"),
        pytest.param(0, "A", id="zero"),
        pytest.param(64, "BA", id="the first with two"),
    ],
)
def test_shortcodes_are_those_of_captured_pairs(number: int, code: str) -> None:
    assert shortcode(number) == code


def test_a_real_media_number_carries_its_moment() -> None:
    captured = 1667121369441597934
    moment = EPOCH + timedelta(milliseconds=captured >> 23)
    assert (moment.year, moment.month) == (2017, 12)


@pytest.mark.parametrize("number", [stamp, tag_stamp])
def test_later_is_larger_whatever_the_tail(number: Callable[[datetime, int], int]) -> None:
    assert number(NOW, 2**23 - 1) < number(NOW + timedelta(milliseconds=1), 0)


def test_numbers_fit_into_a_signed_64_bit_column_for_decades() -> None:
    assert stamp(datetime(2040, 1, 1, tzinfo=UTC), 2**23 - 1) < 2**63


def test_tags_have_other_numbers_than_media() -> None:
    assert tag_stamp(NOW, 5) == 1780272000000005
