from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Need
from domain.verdicts import Verdict
from rules.outcomes import Standing

YES, NO, OPEN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
NEEDS = st.sets(st.sampled_from(list(Need)), min_size=1).map(frozenset)
CERTAIN = st.sampled_from([Standing(verdict=YES), Standing(verdict=NO), Standing(verdict=OPEN)])
STANDINGS = st.one_of(CERTAIN, NEEDS.map(lambda needs: Standing(verdict=OPEN, for_yes=needs, for_no=needs)))
SETTLED = (Standing(verdict=YES), Standing(verdict=NO), Standing(verdict=OPEN))


def settle(parts: list[Standing]) -> set[Verdict]:
    """Every verdict that loading all facts could lead to."""
    ways = product(*(SETTLED if part.for_yes else (part,) for part in parts))
    return {Standing.every(list(way)).verdict for way in ways}


@given(st.lists(STANDINGS, min_size=1, max_size=4))
def test_asks_for_facts_exactly_when_they_could_still_matter(parts: list[Standing]) -> None:
    whole = Standing.every(parts)
    assert bool(whole.for_yes) is (whole.verdict is OPEN and YES in settle(parts))
    assert bool(whole.for_no) is (whole.verdict is OPEN and NO in settle(parts))


@given(st.lists(STANDINGS, min_size=1, max_size=4))
def test_the_order_of_parts_does_not_matter(parts: list[Standing]) -> None:
    assert Standing.every(parts) == Standing.every(parts[::-1])


@given(st.lists(CERTAIN, min_size=1, max_size=5))
def test_every_follows_the_table(parts: list[Standing]) -> None:
    verdicts = [part.verdict for part in parts]
    expected = NO if NO in verdicts else (OPEN if OPEN in verdicts else YES)
    assert Standing.every(parts).verdict is expected


@given(STANDINGS)
def test_inverting_twice_changes_nothing_and_unknown_stays_unknown(standing: Standing) -> None:
    assert standing.inverted.inverted == standing
    assert (standing.inverted.verdict is OPEN) is (standing.verdict is OPEN)
