from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat


async def test_a_shared_place_shows_what_is_around_it(chat: Chat, net: Net) -> None:
    chat.visitor.place(38.7139, -9.1394)
    await chat.settled()
    card = chat.last()
    assert card.text.startswith("📍 Around 38.7139, -9.1394 (1 km, 5 days) · 1 of 45 · 1 place\n")
    await chat.press(card, "🏠 Places")
    assert "1. Lisbon" in chat.last().text
    assert "search_locations 38.7139,-9.1394,1000" in net.calls


async def test_a_link_shows_its_photo(chat: Chat, net: Net) -> None:
    card = await chat.ask("Have you seen https://www.instagram.com/p/3/ ?")
    assert card.text.startswith("🖼 Photo\n")
    assert "media_by_shortcode 3" in net.calls
