from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.bot.world import Chat


async def test_what_came_of_reading_the_rules_is_said(chat: Chat) -> None:
    assert (await chat.ask("/reload")).text == "Nothing has changed <yet>."
