from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polling.deadlines import Deadlines

MOVES = st.lists(
    st.tuples(st.integers(0, 4), st.one_of(st.none(), st.integers(0, 9)), st.integers(0, 9)), max_size=40
)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param(9.9, None, id="nothing is due yet"),
        pytest.param(10.0, 1, id="due is due"),
        pytest.param(99.0, 1, id="the longest overdue comes first"),
    ],
)
def test_the_first_is_who_waits_longest(moment: float, expected: int | None) -> None:
    deadlines = Deadlines()
    deadlines.put(2, 20.0)
    deadlines.put(1, 10.0)
    assert deadlines.first(moment) == expected


def test_among_equals_the_smaller_number_comes_first() -> None:
    deadlines = Deadlines()
    deadlines.put(2, 10.0)
    deadlines.put(1, 10.0)
    assert deadlines.first(10.0) == 1


def test_what_is_dropped_is_never_due() -> None:
    deadlines = Deadlines()
    deadlines.put(1, 10.0)
    deadlines.drop(1)
    assert deadlines.first(99.0) is None
    assert deadlines.of(1) is None


@settings(max_examples=50)
@given(moves=MOVES)
def test_however_moments_move_the_first_is_the_smallest(moves: list[tuple[int, int | None, int]]) -> None:
    deadlines, plain = Deadlines(), dict[int, float]()
    for number, due, moment in moves:
        if due is None:
            deadlines.drop(number)
            plain.pop(number, None)
        else:
            deadlines.put(number, due)
            plain[number] = due
        overdue = [(at, one) for one, at in plain.items() if at <= moment]
        assert deadlines.first(moment) == (min(overdue)[1] if overdue else None)
        assert {one: deadlines.of(one) for one in plain} == plain


def test_moments_that_move_for_ever_take_no_more_room() -> None:
    deadlines = Deadlines()
    for moment in range(1000):
        deadlines.put(1, moment + 10.0)
        deadlines.put(1, moment + 5.0)
        assert deadlines.first(moment + 5.0) == 1
    assert len(deadlines._heap) < 10
