from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta
from functools import reduce
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.instagram.world.numbers import EPOCH, shortcode, stamp, tag_stamp

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param(996571898003529362, "3UiNx1ox6S", id="capture of 2015"),
        pytest.param(1667121369441597934, "Bcizg1_B3nu", id="capture of 2017"),
        pytest.param(213204245072205177, "L1dCGcIlV5", id="capture of 2012"),
        pytest.param(22721881, "BWrVZ", id="capture of 2011, from before numbers told the time"),
        pytest.param(1028328237861489912, "5FWxWCPMz4", id="capture of July 2015"),
        pytest.param(1029692922439453727, "5KNEHlvMwf", id="another of July 2015"),
        pytest.param(1042388941278905607, "53TzgiuYUH", id="capture of August 2015, without its key for followers"),
        pytest.param(3, "D", id="one digit"),
        pytest.param(62, "-", id="the last digit but one"),
        pytest.param(63, "_", id="the last digit"),
        pytest.param(4095, "__", id="the last with two"),
        pytest.param(4096, "BAA", id="the first with three"),
        pytest.param(0, "A", id="zero"),
        pytest.param(64, "BA", id="the first with two"),
    ],
)
def test_shortcodes_are_those_of_captured_pairs(number: int, code: str) -> None:
    assert shortcode(number) == code


@given(st.integers(0, 2**63 - 1))
def test_a_shortcode_can_be_read_back(number: int) -> None:
    alphabet = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
    assert reduce(lambda read, digit: read * 64 + alphabet.index(digit), shortcode(number), 0) == number


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
