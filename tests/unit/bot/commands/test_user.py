from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage import profiles
from tests.unit.bot.world import ACCOUNT, MIRA, NOW

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat


@pytest.mark.parametrize("typed", ["/user mira", "/user @Mira", "/user 7", "@mira"])
async def test_a_page_by_name_or_number(chat: Chat, typed: str) -> None:
    page = await chat.ask(typed)
    assert page.text == (
        "👤 Mira Costa (@mira)\n312 followers · 40 posts · follows 100 people\nI take pictures.\n"
        "You follow them · they follow you"
    )
    assert "photo" in page.raw
    assert [button.text for button in page.buttons] == [
        "👋 Unfollow", "🚫 Block", "🖼 Posts", "👥 Followers 312", "Following 100",
    ]  # fmt: skip


async def test_a_page_is_kept_for_the_rules(chat: Chat, database: Database) -> None:
    await chat.ask("/user mira")
    async with database.read() as session:
        assert await profiles.fresh(session, ACCOUNT, MIRA.id, NOW) is not None


async def test_the_owners_own_page_has_no_relationship(chat: Chat, net: Net) -> None:
    assert "@you" in (await chat.ask("/user self")).text
    assert not any(call.startswith("relationship") for call in net.calls)


async def test_people_with_a_name_like_it_are_offered(chat: Chat) -> None:
    ask = await chat.ask("/user jonas")
    assert ask.text == "Nobody is called @jonas. Did you mean one of these?"
    await chat.press(ask, "@jonask")
    assert "Jonas K. (@jonask)" in chat.last().text


async def test_nobody_is_said(chat: Chat) -> None:
    ask = await chat.ask("/user zzz")
    assert ask.text.startswith("Nobody is called @zzz.")
    assert ask.buttons == ()
    assert (await chat.ask("/user 404")).text.startswith("Nobody is called @404.")


async def test_without_a_name_an_example_is_given(chat: Chat) -> None:
    ask = await chat.ask("/user")
    assert "/user name" in ask.text
    await chat.press(ask, "You")
    assert "@you" in chat.last().text
