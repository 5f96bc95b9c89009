from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.media import Place

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat

NOWHERE = Place(id=None, name=None, latitude=1.0, longitude=2.0)


async def test_places_are_a_list_with_a_number_for_each(chat: Chat, net: Net) -> None:
    net.places = [net.place, NOWHERE]
    answer = await chat.ask("/places 38.7139 -9.1394 500")
    assert answer.text == ("🏠 2 places within 500 m of 38.7139, -9.1394\n1. Lisbon\n2. A place without a name")
    assert [button.text for button in answer.buttons] == ["1", "🏠 Within 1 km", "🧭 Around here"]
    assert "search_locations 38.7139,-9.1394,500" in net.calls
    await chat.press(answer, "1")
    assert "Lisbon" in str(chat.last().raw["venue"])
    await chat.press(answer, "🏠 Within 1 km")
    assert "within 1 km" in chat.last().text


@pytest.mark.parametrize(
    ("typed", "call"),
    [
        ("fb:114952118516947", "search_locations 114952118516947 facebook"),
        ("FSQ:4c0a", "search_locations 4c0a foursquare"),
        ("fsq1:77", "search_locations 77 foursquare_v1"),
    ],
)
async def test_another_services_number_finds_its_place(chat: Chat, net: Net, typed: str, call: str) -> None:
    answer = await chat.ask(f"/places {typed}")
    assert "1. Lisbon" in answer.text
    assert call in net.calls
    net.places = []
    assert f"No place is known as {typed}." in (await chat.ask(f"/places {typed}")).text


async def test_no_places_offer_to_look_farther(chat: Chat, net: Net) -> None:
    net.places = []
    empty = await chat.ask("/places 38.7139 -9.1394 2000")
    assert empty.text == "No places within 2 km of 38.7139, -9.1394."
    assert [button.text for button in empty.buttons] == ["🏠 Within 5 km", "🧭 Around here"]


@pytest.mark.parametrize("typed", ["/places", "/places lisbon", "/places fb:", "/places moon:1"])
async def test_without_a_point_one_is_asked_for(chat: Chat, net: Net, typed: str) -> None:
    assert "/places 52.52 13.405 1000" in (await chat.ask(typed)).text
    assert net.calls == []
