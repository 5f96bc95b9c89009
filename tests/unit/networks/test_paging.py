from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.ids import UserId
from domain.media import Page
from domain.people import Person
from networks.paging import items, pages

if TYPE_CHECKING:
    from collections.abc import Mapping

People = Page[Person]


def person(number: str) -> Person:
    return Person(id=UserId(number), username=f"user{number}")


class Book:
    """A list whose pages are written down: what stands on each, and the cursor that it names."""

    def __init__(self, leaves: Mapping[str | None, tuple[str, str | None]]) -> None:
        self.leaves = leaves
        self.asked: list[str | None] = []

    async def fetch(self, cursor: str | None) -> People:
        assert len(self.asked) < 10, "the walk does not end"
        self.asked.append(cursor)
        numbers, older = self.leaves[cursor]
        return Page(items=tuple(person(number) for number in numbers), older=older)


STRAIGHT = {None: ("12", "b"), "b": ("34", "c"), "c": ("5", None)}


@pytest.mark.parametrize(
    ("leaves", "found", "asked"),
    [
        pytest.param({None: ("", None)}, "", [None], id="nothing"),
        pytest.param({None: ("12", None)}, "12", [None], id="one page"),
        pytest.param(STRAIGHT, "12345", [None, "b", "c"], id="three pages"),
        pytest.param(
            {None: ("12", "b"), "b": ("", "c"), "c": ("3", None)}, "123", [None, "b", "c"], id="an empty one"
        ),
        pytest.param({None: ("12", "b"), "b": ("23", None)}, "123", [None, "b"], id="something pushed down"),
        pytest.param({None: ("11", None)}, "1", [None], id="twice on a page"),
        pytest.param({None: ("12", "b"), "b": ("34", "b")}, "1234", [None, "b"], id="a page that names itself"),
        pytest.param(
            {None: ("1", "b"), "b": ("2", "c"), "c": ("3", "b")}, "123", [None, "b", "c"], id="a circle of pages"
        ),
    ],
)
async def test_a_list_is_walked_to_its_end(
    leaves: dict[str | None, tuple[str, str | None]], found: str, asked: list[str | None]
) -> None:
    book = Book(leaves)
    assert "".join([one.id async for one in items(book.fetch)]) == found
    assert book.asked == asked


@pytest.mark.parametrize(
    ("limit", "found", "calls"),
    [
        pytest.param(0, "", 0, id="none"),
        pytest.param(-1, "", 0, id="less than none"),
        pytest.param(1, "1", 1, id="one"),
        pytest.param(2, "12", 1, id="as many as a page has"),
        pytest.param(3, "123", 2, id="one more"),
        pytest.param(5, "12345", 3, id="all"),
        pytest.param(6, "12345", 3, id="more than there are"),
    ],
)
async def test_a_walk_ends_at_the_limit_without_another_call(limit: int, found: str, calls: int) -> None:
    book = Book(STRAIGHT)
    assert "".join([one.id async for one in items(book.fetch, limit=limit)]) == found
    assert len(book.asked) == calls


async def test_a_repetition_does_not_count_towards_the_limit() -> None:
    book = Book({None: ("12", "b"), "b": ("23", None)})
    assert "".join([one.id async for one in items(book.fetch, limit=3)]) == "123"


async def test_pages_are_fetched_one_by_one() -> None:
    book = Book(STRAIGHT)
    walk = aiter(pages(book.fetch))
    assert [one.id for one in (await anext(walk)).items] == ["1", "2"]
    assert book.asked == [None]
    assert [page.older async for page in walk] == ["c", None]
