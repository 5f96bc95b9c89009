from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.bot.world import Chat


async def test_start_says_what_this_is(chat: Chat) -> None:
    hello = await chat.ask("/start")
    assert "Hello You!" in hello.text
    assert "@yourself" in hello.text
    assert [button.text for button in hello.buttons] == [
        "🔎 #sunset",
        "🔎 #goldenhour",
        "📰 Feed",
        "❤️ Liked",
        "🔥 Popular",
        "🧭 Near me",
        "🏠 Places",
        "🌐 Areas",
        "⚙ Rules",
        "📊 Status",
    ]
