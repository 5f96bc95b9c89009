from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import RetryableError

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat

SINCE = "earliest=2026-11-18 14:02:00+00:00 latest=2026-11-23 14:02:00+00:00 count=100"


async def test_photos_around_a_point_are_a_card_with_ways_to_look_otherwise(chat: Chat, net: Net) -> None:
    card = await chat.ask("/near 38.7139 -9.1394")
    assert card.text.startswith("📍 Around 38.7139, -9.1394 (1 km, 5 days) · 1 of 45 · 1 place\n@mira · Lisbon · 2 h")
    assert [button.text for button in card.buttons][4:] == [
        "1/45", "▶", "500 m", "• 1 km •", "5 km", "today", "• 5 d •", "7 d", "🏠 Places", "▦ Grid", "⋯",
    ]  # fmt: skip
    assert f"search_media 38.7139,-9.1394,1000 {SINCE}" in net.calls


async def test_farther_and_longer_is_looked_in_place(chat: Chat, net: Net) -> None:
    card = await chat.ask("/near 38.7139 -9.1394")
    await chat.press(card, "5 km")
    assert "(5 km, 5 days)" in chat.now(card).text
    await chat.press(chat.now(card), "today")
    assert "(5 km, today)" in chat.now(card).text
    assert any(call.startswith("search_media 38.7139,-9.1394,5000 earliest=2026-11-23 00:00") for call in net.calls)
    await chat.press(chat.now(card), "7 d")
    assert "(5 km, 7 days)" in chat.now(card).text


async def test_nothing_around_offers_to_look_farther(chat: Chat, net: Net) -> None:
    net.photos = []
    empty = await chat.ask("/near 38.7139 -9.1394 0.5 today")
    assert empty.text == "No photos of today within 500 m of 38.7139, -9.1394. Look farther, or longer back?"
    await chat.press(empty, "7 d")
    assert chat.now(empty).text.startswith("No photos of the last 7 days within 500 m")
    await chat.press(chat.now(empty), "5 km")
    assert chat.now(empty).text.endswith("within 5 km of 38.7139, -9.1394. The network looks no farther.")


async def test_where_to_look_is_asked_with_a_button_that_shares_it(chat: Chat, net: Net) -> None:
    asked = await chat.ask("/near")
    assert "/near 52.52 13.405 1km 5d" in asked.text
    (send,) = [call for call in chat.box._platform.calls.latest() if "Share location" in str(call)]
    assert "request_location" in str(send)
    assert net.calls == []


@pytest.mark.parametrize("typed", ["/near berlin", "/near 52.5 13.4 6km", "/near 91 0"])
async def test_where_nobody_can_look_is_said(chat: Chat, net: Net, typed: str) -> None:
    assert "is no place that I can look around" in (await chat.ask(typed)).text
    assert net.calls == []


async def test_unknown_places_do_not_hide_the_photos(chat: Chat, net: Net) -> None:
    net.trouble["search_locations"] = RetryableError("Instagram is busy.", delay=60)
    assert "(1 km, 5 days) · 1 of 45\n" in (await chat.ask("/near 38.7139 -9.1394")).text


@pytest.mark.parametrize("data", ["v1:fresh:near:91,0,500,1", "v1:fresh:near:here"])
async def test_a_forged_place_is_refused(chat: Chat, net: Net, data: str) -> None:
    card = await chat.ask("/tag sunset")
    assert "Nobody can look around" in await chat.press_data(card, data)
    assert not any(call.startswith("search") for call in net.calls)
