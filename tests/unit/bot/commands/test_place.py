from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat


async def test_a_place_is_shown_on_the_map(chat: Chat, net: Net) -> None:
    venue = await chat.ask("/place 212")
    assert "'Lisbon'" in str(venue.raw["venue"])
    assert [button.text for button in venue.buttons] == ["📷 Media here", "🧭 Around here"]
    assert net.calls == ["location 212"]


async def test_the_place_of_a_card_is_meant_by_an_answer_to_it(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    await chat.send("/place", below=card)
    assert "venue" in chat.last().raw
    assert net.calls[-1] == "location 212"


async def test_an_unknown_place_is_said(chat: Chat) -> None:
    answer = await chat.ask("/place 5")
    assert "no place with the number 5" in answer.text
    assert answer.button("🏠 Places").callback_data


async def test_without_a_number_the_way_is_shown(chat: Chat) -> None:
    assert "/place number" in (await chat.ask("/place")).text
