from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from domain.errors import RetryableError
from likewise.api.command import Manner, Printer
from likewise.api.wish import read
from networks.instagram.funnel import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from networks.instagram.operation import Operation

PLAIN = Manner(as_json=False, everything=False, limit=None)


class Pages:
    """A list of people in pages; a page that is an error is raised."""

    def __init__(self, *pages: list[object] | object) -> None:
        self.pages = pages
        self.asked: list[dict[str, str]] = []

    async def ask(self, _operation: Operation, _path: str, parameters: Mapping[str, str]) -> Answer:
        self.asked.append(dict(parameters))
        number = int(parameters.get("cursor", "0"))
        page = self.pages[number]
        if isinstance(page, Exception):
            raise page
        older = {"next_cursor": str(number + 1)} if number + 1 < len(self.pages) else {}
        return Answer(data=page, pagination=older)


def person(number: int) -> dict[str, object]:
    return {"id": str(number), "username": f"user{number}", "full_name": ""}


class Sheet:
    """What is printed, and beside it the progress."""

    def __init__(self) -> None:
        self.out, self.beside = io.StringIO(), io.StringIO()
        self.printer = Printer(Console(file=self.out, width=100), Console(file=self.beside, width=100))

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.out.getvalue().splitlines()]


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()


FOLLOWS = read("users/self/follows", "GET", (), 2)


async def test_one_page_says_that_there_is_more(sheet: Sheet) -> None:
    await sheet.printer.show(Pages([person(1), person(2)], [person(3)]), FOLLOWS, PLAIN)
    assert sheet.lines == ["id  user name  name", "1   user1", "2   user2"]
    assert "There is more: add --all" in sheet.beside.getvalue()


async def test_all_follows_the_pages_and_drops_what_comes_twice(sheet: Sheet) -> None:
    network = Pages([person(1), person(2)], [person(2), person(3)])
    await sheet.printer.show(network, FOLLOWS, Manner(as_json=True, everything=True, limit=None))
    assert [item["id"] for item in json.loads(sheet.out.getvalue())] == ["1", "2", "3"]
    assert network.asked == [{"count": "2"}, {"count": "2", "cursor": "1"}]
    assert not sheet.beside.getvalue(), "no progress where nobody watches"


async def test_a_limit_asks_for_no_page_too_many(sheet: Sheet) -> None:
    network = Pages([person(1), person(2)], [person(3), person(4)], [person(5)])
    await sheet.printer.show(network, FOLLOWS, Manner(as_json=True, everything=False, limit=3))
    assert [item["id"] for item in json.loads(sheet.out.getvalue())] == ["1", "2", "3"]
    assert len(network.asked) == 2


async def test_a_cursor_that_comes_again_ends_the_list(sheet: Sheet) -> None:
    class Circular(Pages):
        async def ask(self, operation: Operation, path: str, parameters: Mapping[str, str]) -> Answer:
            answer = await super().ask(operation, path, parameters)
            return Answer(data=answer.data, pagination={"next_cursor": "0"})

    network = Circular([person(1)])
    await sheet.printer.show(network, FOLLOWS, Manner(as_json=False, everything=True, limit=None))
    assert len(network.asked) == 2
    assert sheet.lines[1:] == ["1   user1"]


async def test_a_failure_on_the_way_keeps_what_came_before(sheet: Sheet) -> None:
    network = Pages([person(1)], RetryableError("this hour's calls are used up"))
    with pytest.raises(RetryableError):
        await sheet.printer.show(network, FOLLOWS, Manner(as_json=False, everything=True, limit=None))
    assert sheet.lines[1:] == ["1   user1"]


@pytest.mark.parametrize("manner", [PLAIN, Manner(as_json=False, everything=True, limit=None)])
async def test_a_list_without_pages_is_cut_to_the_limit_only(sheet: Sheet, manner: Manner) -> None:
    wish = read("users/self/requested-by", "GET", (), None)
    await sheet.printer.show(Pages([person(1), person(2), "odd"]), wish, manner)
    assert sheet.lines[1:] == ["1   user1", "2   user2"]


async def test_an_unpaged_list_can_be_limited(sheet: Sheet) -> None:
    wish = read("users/self/requested-by", "GET", (), None)
    limited = Manner(as_json=False, everything=False, limit=1)
    await sheet.printer.show(Pages([person(1), person(2)]), wish, limited)
    assert sheet.lines[1:] == ["1   user1"]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        pytest.param([], ["Nothing is there."], id="empty list"),
        pytest.param(None, ["Done."], id="a write"),
        pytest.param({"name": "sea", "media_count": 3}, ["tag     sea", "photos  3"], id="one thing"),
    ],
)
async def test_every_kind_of_answer_is_said(sheet: Sheet, data: object, shown: list[str]) -> None:
    await sheet.printer.show(Pages(data), FOLLOWS, PLAIN)
    assert sheet.lines == shown


async def test_json_cannot_steer_a_terminal(sheet: Sheet) -> None:
    said = {"bio": "\x1b[2J\u009b31m\u202ehello ünïcode 🌿"}
    await sheet.printer.show(Pages(said), FOLLOWS, Manner(as_json=True, everything=False, limit=None))
    text = sheet.out.getvalue()
    assert json.loads(text) == said
    assert "hello ünïcode 🌿" in text
    assert {"\x1b", "\u009b", "\u202e"}.isdisjoint(text)
