from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat


async def test_a_place_is_a_map_and_a_card(chat: Chat) -> None:
    card = await chat.ask("/at 212")
    venue = str(chat.seen()[-2].raw["venue"])
    assert "'Lisbon'" in venue
    assert "'38.7139, -9.1394'" in venue
    assert card.text.startswith("📍 Lisbon · 1 of 20\n")
    await chat.press(card, "1/20")
    assert chat.now(card).text.startswith("📍 Lisbon · 1 of 20\n")


async def test_a_place_without_photos_is_still_a_place(chat: Chat, net: Net) -> None:
    net.photos = []
    assert (await chat.ask("/at 212")).text.startswith("No photos of Lisbon.")
    assert "venue" in chat.seen()[-2].raw


async def test_a_place_nobody_can_find_on_a_map_has_only_photos(chat: Chat, net: Net) -> None:
    net.place = replace(net.place, latitude=None)
    before = len(chat.seen())
    await chat.ask("/at 212")
    assert len(chat.seen()) == before + 1


async def test_an_unknown_place_is_said(chat: Chat) -> None:
    assert "no place with the number 5" in (await chat.ask("/at 5")).text


async def test_without_a_number_the_way_is_shown(chat: Chat) -> None:
    assert "Press 📍 below a photo" in (await chat.ask("/at")).text
