from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat


async def test_a_place_leads_to_its_photos_and_to_what_is_around(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    await chat.press(card, "📍 Lisbon")
    venue = chat.last()
    assert "'38.7139, -9.1394'" in str(venue.raw["venue"])
    await chat.press(venue, "📷 Media here")
    assert chat.last().text.startswith("📍 Lisbon · 1 of 20\n")
    await chat.press(venue, "🧭 Around here")
    assert chat.last().text.startswith("📍 Around 38.7139, -9.1394 (1 km, 5 days) · 1 of ")
    assert "location_media 212" in net.calls


async def test_a_place_that_nobody_finds_on_a_map_still_has_photos(chat: Chat, net: Net) -> None:
    net.place = replace(net.place, latitude=None)
    page = await chat.ask("/place 212")
    assert page.text == "📍 Lisbon\nNobody knows where on the map it lies."
    await chat.press(page, "📷 Media here")
    assert chat.last().text.startswith("📍 Lisbon · 1 of 20\n")


async def test_a_place_that_is_gone_is_said(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    net.place = replace(net.place, id=None)
    await chat.press(card, "📍 Lisbon")
    assert "no place with the number 212" in chat.last().text
    await chat.press_data(card, "v1:here:212")
    assert "no place with the number 212" in chat.last().text
