from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rules.matching.tables import Measured, Met, measured, met
from rules.matching.views import View
from rules.values.numbers import Between, Compared

VIEW = View(name=("a number",), look=lambda _: None)
BOUNDS = st.integers(0, 6).map(float)


def compared(sign: str, bound: float) -> Compared[float]:
    return Compared(sign=sign, bound=bound, show=str, say=str, limits=False)


def between(one: float, other: float) -> Between[float]:
    return Between(low=min(one, other), high=max(one, other), show=str, say=str)


CHECKS = st.one_of(
    st.builds(compared, st.sampled_from("<≤>≥=≠"), BOUNDS),
    st.builds(between, BOUNDS, BOUNDS),
)


@given(st.lists(CHECKS, min_size=1, max_size=6), st.integers(-2, 14).map(lambda half: half / 2))
def test_a_table_of_bounds_answers_like_each_question(
    checks: list[Compared[float] | Between[float]], value: float
) -> None:
    questions = [(Measured(view=VIEW, check=check), 1 << number) for number, check in enumerate(checks)]
    failed = measured(questions)(value)
    signs = {"<": "__lt__", "≤": "__le__", ">": "__gt__", "≥": "__ge__", "=": "__eq__", "≠": "__ne__"}
    for number, check in enumerate(checks):
        if isinstance(check, Between):
            held = check.low <= value <= check.high
        else:
            held = getattr(value, signs[check.sign])(check.bound)
        assert bool(failed & (1 << number)) is not held


def test_what_is_met_by_a_key_and_what_wants_to_be() -> None:
    def asked(*wanted: str, negated: bool = False) -> Met:
        return Met(view=VIEW, wanted=frozenset(wanted), negated=negated, several=True)

    masks, wanting = met([(asked("a", "b"), 1), (asked("b", negated=True), 2), (asked("c"), 4)])
    assert masks == {"a": 1, "b": 3, "c": 4}
    assert wanting == 5
