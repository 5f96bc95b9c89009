from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind
from domain.sources import Source
from storage import events, sources
from storage.states import ActionState
from tests.unit.bot.world import ACCOUNT, NOW, media_event, photo, wish

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.bot.net import Net
    from tests.unit.bot.paper import Paper
    from tests.unit.bot.world import Chat

SUNSETS = Source.parse("tag:sunset")


@pytest.fixture
async def watching(chat: Chat, database: Database, net: Net) -> Chat:
    net.photos[0] = photo(1, caption="what a sunset")
    async with database.write() as session:
        await sources.sync(session, ACCOUNT, {SUNSETS: None}, NOW)
    return chat


@pytest.mark.parametrize("word", ["1_7", "https://www.instagram.com/p/1/"])
async def test_a_photo_says_what_would_become_of_it(watching: Chat, net: Net, word: str, database: Database) -> None:
    said = await watching.ask(f"/plan {word}")
    assert said.text.startswith(
        "If this photo of @mira came now\nIt would come by #sunset.\n❤️ like this would be done"
    )
    assert "calm-sunsets matches (watch)" in said.text
    assert not [call for call in net.calls if call.startswith("like")]
    async with database.read() as session:
        assert await events.get(session, ACCOUNT, media_event(1).key) is None


async def test_a_card_is_answered_with_plan(watching: Chat) -> None:
    card = await watching.ask("/media 2_7")
    await watching.send("/plan", below=card)
    assert watching.last().text.startswith("If this photo of @mira came now\nIt would come by #sunset.")


async def test_a_photo_that_no_list_shows_is_told_so(chat: Chat) -> None:
    said = await chat.ask("/plan 1_7")
    assert "No list that your rules watch would show it" in said.text
    assert "Nothing would be done about it." in said.text


async def test_what_became_of_it_before_stands_beside(watching: Chat, paper: Paper) -> None:
    await paper.happens(media_event(1), wish(ActionKind.LIKE, "1_7"))
    said = await watching.ask("/plan 1_7")
    assert "It came already:\n❤️ Liked by local-sunsets" in said.text
    await watching.press(said, "Why?")


async def test_a_photo_that_is_not_there_is_told(chat: Chat) -> None:
    assert "99_9" in (await chat.ask("/plan 99_9")).text


async def test_without_a_photo_it_says_what_waits(watching: Chat, paper: Paper, database: Database) -> None:
    empty = await watching.ask("/plan")
    assert empty.text.startswith("Nothing waits to be judged.\nNo action waits.")
    await paper.happens(media_event(1), wish(ActionKind.LIKE, "1_7"), state=ActionState.AWAITING_APPROVAL)
    async with database.write() as session:
        await events.add(session, ACCOUNT, [media_event(2)])
    full = await watching.ask("/plan")
    assert full.text.startswith("2 events to be judged next\n\nNot over\n• ⚖ #1 · local-sunsets proposes to like")
