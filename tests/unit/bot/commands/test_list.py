from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from bot.html import plain
from bot.phrasing import Present
from bot.screens import lists
from domain.ids import UserId
from storage import listing
from storage.listing import Entry
from tests.unit.bot.world import ACCOUNT, NOW

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.bot.world import Chat


async def test_somebody_comes_to_a_list_and_goes(chat: Chat, database: Database) -> None:
    assert (await chat.ask("/list never_touch add @mira")).text == "@mira is on the list “never_touch” for good."
    async with database.read() as session:
        assert await listing.entries(session, ACCOUNT, NOW) == {"never_touch": ("id:7",)}
    assert "• never_touch: 1 entry, 1 of it from here" in (await chat.ask("/list")).text
    assert "• @mira for good, by You" in (await chat.ask("/list never_touch")).text
    assert (await chat.ask("/list never_touch remove mira")).text == "@mira is off the list “never_touch”."
    async with database.read() as session:
        assert await listing.entries(session, ACCOUNT, NOW) == {}


async def test_a_time_on_a_list_ends(chat: Chat) -> None:
    assert (await chat.ask("/list never_touch add @mira 12h")).text.endswith("until 24 Nov, 02:02.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/list", "• never_touch: 0 entries"),
        ("/list regulars add @mira", "No list is called “regulars”"),
        ("/list never_touch add @nobody", "Nobody is called @nobody."),
        ("/list never_touch add @mira soon", "“soon” is no length of time"),
        ("/list never_touch remove @mira", "@mira did not come to “never_touch” from here"),
        ("/list never_touch burn @mira", "📋 never_touch"),
        ("/list never_touch add", "📋 never_touch"),
    ],
)
async def test_what_cannot_be_done_is_said(chat: Chat, database: Database, typed: str, said: str) -> None:
    assert said in (await chat.ask(typed)).text
    async with database.read() as session:
        assert await listing.entries(session, ACCOUNT, NOW) == {}


def test_who_came_from_here_is_not_told_as_of_the_file() -> None:
    mira = Entry(list="fans", person=UserId("7"), username="mira", added_by="You", until=None)
    shown = lists.one("fans", ("id:7", "ana"), (mira,), Present(now=NOW, zone=UTC))
    assert plain(shown.text).startswith("📋 fans\nana\nAdded:\n• @mira for good, by You")
