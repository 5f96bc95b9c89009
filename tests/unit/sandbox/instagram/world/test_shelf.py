from __future__ import annotations

import pytest

from sandbox.instagram.world.cast import Cast
from sandbox.instagram.world.crowd import Crowd
from sandbox.instagram.world.numbers import EPOCH
from sandbox.instagram.world.posts import Draft, Post
from sandbox.instagram.world.shelf import Shelf, Span, merged

CAST = Cast.quiet()


def post(number: int) -> Post:
    draft = Draft(key=str(number), author=CAST.owner, motif="sunset")
    return Post(number=number, at=EPOCH, draft=draft, crowd=Crowd(cast=CAST, seed=1))


def shelf(*numbers: int) -> Shelf:
    filled = Shelf()
    for number in numbers:
        filled.add(number, post(number))
    return filled


@pytest.mark.parametrize(
    ("span", "count", "expected", "more"),
    [
        pytest.param(Span(), 2, (5, 4), True, id="the newest"),
        pytest.param(Span(), 5, (5, 4, 3, 2, 1), False, id="exactly all"),
        pytest.param(Span(below=4), 2, (3, 2), True, id="below excludes"),
        pytest.param(Span(below=2), 2, (1,), False, id="the last"),
        pytest.param(Span(below=1), 2, (), False, id="nothing older"),
        pytest.param(Span(above=3), 9, (5, 4), False, id="above excludes"),
        pytest.param(Span(above=2), 1, (5,), True, id="newer ones in pages"),
        pytest.param(Span(above=1, below=4), 9, (3, 2), False, id="both"),
        pytest.param(Span(above=4, below=2), 9, (), False, id="crossed"),
    ],
)
def test_a_slice_is_the_newest_of_its_span(span: Span, count: int, expected: tuple[int, ...], *, more: bool) -> None:
    part = shelf(1, 2, 3, 4, 5).newest(span, count)
    assert (part.numbers, part.more) == (expected, more)
    assert tuple(one.number for one in part.posts) == expected


def test_what_comes_late_takes_its_place() -> None:
    assert shelf(5, 1, 3).newest(Span(), 9).numbers == (5, 3, 1)


def test_a_taken_number_is_raised() -> None:
    filled = shelf(1, 2)
    filled.add(1, post(9))
    part = filled.newest(Span(), 9)
    assert part.numbers == (3, 2, 1)
    assert len(filled) == 3


@pytest.mark.parametrize(
    ("span", "count", "expected", "more"),
    [
        pytest.param(Span(), 2, (9, 7), True, id="only the wanted count"),
        pytest.param(Span(), 5, (9, 7, 5, 3, 1), False, id="exactly all of them"),
        pytest.param(Span(below=7, above=1), 9, (5, 3), False, id="inside a span"),
        pytest.param(Span(below=1), 9, (), False, id="none"),
    ],
)
def test_a_slice_may_be_of_the_wanted_only(span: Span, count: int, expected: tuple[int, ...], *, more: bool) -> None:
    part = shelf(*range(1, 11)).newest(span, count, lambda one: one.number % 2 == 1)
    assert (part.numbers, part.more) == (expected, more)
    assert tuple(one.number for one in part.posts) == expected


@pytest.mark.parametrize(
    ("shelves", "count", "expected", "more"),
    [
        pytest.param([(1, 4), (2, 3, 6)], 3, (6, 4, 3), True, id="in order of number"),
        pytest.param([(1, 4), (2,)], 3, (4, 2, 1), False, id="exactly all"),
        pytest.param([(1, 2, 3), ()], 2, (3, 2), True, id="more on one shelf"),
        pytest.param([], 2, (), False, id="no shelf"),
    ],
)
def test_shelves_are_merged(
    shelves: list[tuple[int, ...]], count: int, expected: tuple[int, ...], *, more: bool
) -> None:
    part = merged([shelf(*numbers) for numbers in shelves], Span(), count)
    assert (part.numbers, part.more) == (expected, more)
    assert tuple(one.number for one in part.posts) == expected


@pytest.mark.parametrize(("number", "expected"), [(0, 3), (1, 2), (2, 2), (3, 1), (5, 0), (9, 0)])
def test_what_comes_after_a_number_is_counted(number: int, expected: int) -> None:
    assert shelf(1, 3, 5).newer(number) == expected
