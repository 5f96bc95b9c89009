from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.unit.bot.world import NOW, photo

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat


async def test_the_photos_from_a_place_are_a_card(chat: Chat) -> None:
    card = await chat.ask("/at 212")
    assert card.text.startswith("📍 Lisbon · 1 of 20\n")
    await chat.press(card, "1/20")
    assert chat.now(card).text.startswith("📍 Lisbon · 1 of 20\n")


async def test_a_span_of_time_goes_to_the_network(chat: Chat, net: Net) -> None:
    card = await chat.ask("/at 212 2026-11-22..2026-11-23")
    assert card.text.startswith("📍 Lisbon · 1 of 20 · 22 Nov – 23 Nov\n")  # noqa: RUF001 - a range
    asked = "earliest=2026-11-22 00:00:00+00:00 latest=2026-11-23 23:59:59+00:00"
    assert net.calls.count(f"location_media 212 {asked}") == 1
    await chat.press(card, "1/20")
    assert net.calls.count(f"location_media 212 {asked}") == 2


async def test_photos_of_another_time_are_left_out_where_the_network_cannot(chat: Chat, net: Net) -> None:
    net.photos = [photo(1), photo(2, created_at=NOW - timedelta(days=9))]
    assert "1 of 1 · 14 Nov – 15 Nov" in (await chat.ask("/at 212 2026-11-14 .. 2026-11-15")).text  # noqa: RUF001


async def test_no_photo_of_that_time_offers_any_time(chat: Chat) -> None:
    empty = await chat.ask("/at 212 2020-01-01")
    assert empty.text == "📍 Lisbon: there are no photos of that time from here."
    await chat.press(empty, "Of any time")
    assert chat.last().text.startswith("📍 Lisbon · 1 of 20\n")


async def test_a_place_without_photos_is_still_a_place(chat: Chat, net: Net) -> None:
    net.photos = []
    empty = await chat.ask("/at 212")
    assert empty.text == "📍 Lisbon: there are no photos from here."
    await chat.press(empty, "On the map")
    assert "venue" in chat.last().raw


async def test_the_place_of_a_card_is_meant_by_an_answer_to_it(chat: Chat) -> None:
    card = await chat.ask("/tag sunset")
    await chat.send("/at 7d..", below=card)
    assert chat.last().text.startswith("📍 Lisbon · 1 of 20 · since 16 Nov\n")


async def test_an_unknown_place_is_said(chat: Chat) -> None:
    assert "no place with the number 5" in (await chat.ask("/at 5")).text


async def test_what_is_no_span_is_said(chat: Chat, net: Net) -> None:
    assert "“soon” is no span of time" in (await chat.ask("/at 212 soon")).text
    assert net.calls == []


async def test_without_a_number_the_way_is_shown(chat: Chat) -> None:
    assert "Press 📍 below a photo" in (await chat.ask("/at")).text
