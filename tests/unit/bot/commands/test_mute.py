from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage import listing
from storage.listing import MUTED
from tests.unit.bot.world import ACCOUNT, NOW

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.bot.world import Chat


async def muted(database: Database) -> list[str]:
    async with database.read() as session:
        everybody = await listing.all_of(session, ACCOUNT, NOW)
    return [entry.username for entry in everybody if entry.list == MUTED]


async def test_somebody_is_muted_and_met_again(chat: Chat, database: Database) -> None:
    assert (await chat.ask("/mute @mira 30d")).text == "Rules leave @mira alone until 23 Dec 14:02 UTC."
    assert await muted(database) == ["mira"]
    assert "• @mira until 23 Dec, 14:02, by You" in (await chat.ask("/mute")).text
    assert (await chat.ask("/unmute @Mira")).text == "Rules may meet @mira again."
    assert await muted(database) == []


async def test_without_an_end_it_is_for_good(chat: Chat) -> None:
    assert (await chat.ask("/mute jonask")).text == "Rules leave @jonask alone until you /unmute them."
    assert "• @jonask for good, by You" in (await chat.ask("/mute")).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/mute", "Nobody is muted."),
        ("/unmute @mira", "Nobody is muted."),
        ("/unmute", "Nobody is muted."),
        ("/mute @mira soon", "“soon” is no length of time"),
        ("/mute @nobody", "Nobody is called @nobody."),
    ],
)
async def test_what_cannot_be_done_is_said(chat: Chat, database: Database, typed: str, said: str) -> None:
    assert said in (await chat.ask(typed)).text
    assert await muted(database) == []
