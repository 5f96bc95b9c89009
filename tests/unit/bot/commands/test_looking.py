"""The lists that need no more than their name, or one word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.bot.world import photo

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat


@pytest.mark.parametrize(
    ("typed", "title", "call"),
    [
        ("/feed", "📰 Your feed · 1 of 20 · deprecated by the network", "feed"),
        ("/liked", "❤️ Photos that you like · 1 of 20", "liked"),
        ("/popular", "🔥 Popular now · 1 of 20 · deprecated by the network", "popular"),
        ("/geo 5", "🌐 Area 5 · 1 of 20 · deprecated by the network", "geography_media 5"),
        ("/geo 5 30", "🌐 Area 5 · 1 of 30 · deprecated by the network", "geography_media 5 count=30"),
        ("/tag sunset 30", "#sunset · 1 of 30 · 1.2 M posts", "tag_media sunset count=30"),
        ("/posts mira", "Photos of @mira · 1 of 20", "user_media 7"),
        (
            "/posts 7 2026-11-20..",
            "Photos of @mira · 1 of 20 · since 20 Nov",
            "user_media 7 earliest=2026-11-20 00:00:00+00:00",
        ),
    ],
)
async def test_a_list_is_a_card_that_pages_and_reloads(
    chat: Chat, net: Net, typed: str, title: str, call: str
) -> None:
    net.photos = [photo(number, liked_by_me=True) for number in range(1, 46)]
    card = await chat.ask(typed)
    assert card.text.split("\n")[0] == title
    assert net.calls.count(call) == 1
    await chat.press(card, "▶")
    assert "golden hour 2" in chat.now(card).text
    await chat.press(chat.now(card), "2/")
    assert net.calls.count(call) == 2
    assert "golden hour 1" in chat.now(card).text


@pytest.mark.parametrize(("typed", "pages"), [("/feed", 3), ("/liked", 3), ("/popular", 1), ("/geo 5", 3)])
async def test_a_list_goes_on_only_where_the_network_says_so(chat: Chat, net: Net, typed: str, pages: int) -> None:
    net.photos = [photo(number, liked_by_me=True) for number in range(1, 46)]
    card = await chat.ask(typed)
    token = str(card.button("▶").callback_data).split(":")[2]
    for position in (19, 20, 39, 40, 44):
        await chat.press_data(card, f"v1:card:{token}:{position}")
    assert not any(button.text == "▶" for button in chat.now(card).buttons)
    asked = [call for call in net.calls if call.split()[0] in {"feed", "liked", "popular", "geography_media"}]
    assert len(asked) == pages


@pytest.mark.parametrize(
    ("typed", "said", "offered"),
    [
        ("/feed", "Your feed is empty", "🔥 Popular"),
        ("/liked", "You like no photos yet", "📰 Feed"),
        ("/popular", "Nothing is popular", "📰 Feed"),
        ("/geo 5", "No photos in area 5.", "🧭 Near me"),
        ("/posts mira", "Photos of @mira: there are none.", "👤 Profile"),
        ("/posts mira 2020-01-01", "Photos of @mira: there are none of that time.", "🖼 Of any time"),
    ],
)
async def test_an_empty_list_says_so_and_offers_another(
    chat: Chat, net: Net, typed: str, said: str, offered: str
) -> None:
    net.photos = []
    empty = await chat.ask(typed)
    assert empty.text.startswith(said)
    assert empty.button(offered).callback_data


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/geo", "Which area?"),
        ("/geo 6", "Your application has no area with the number 6."),
        ("/geo 5 many", "“many” is no number of photos"),
        ("/tag sunset 0", "“0” is no number of photos"),
        ("/posts mira soon", "“soon” is no span of time"),
        ("/posts nobody", "Nobody is called @nobody."),
        ("/tags", "How do the tags begin?"),
        ("/tags <b>", "“<b>” is no tag"),
    ],
)
async def test_what_cannot_be_shown_is_said(chat: Chat, typed: str, said: str) -> None:
    assert (await chat.ask(typed)).text.startswith(said)


async def test_ones_own_photos_are_shown_without_a_name(chat: Chat, net: Net) -> None:
    net.photos = []
    assert (await chat.ask("/posts")).text.startswith("🖼 Your photos: there are none.")
    assert "user_media 1" in net.calls


async def test_the_photos_of_a_cards_author_are_meant_by_an_answer_to_it(chat: Chat) -> None:
    card = await chat.ask("/tag sunset")
    await chat.send("/posts 7d..", below=card)
    assert chat.last().text.startswith("Photos of @mira · 1 of 20 · since 16 Nov\n")


@pytest.mark.parametrize("typed", ["/media 3_7", "/media https://www.instagram.com/p/3/", "/media 3"])
async def test_one_photo_is_a_card_of_its_own(chat: Chat, net: Net, typed: str) -> None:
    card = await chat.ask(typed)
    assert card.text == "🖼 Photo\n@mira · Lisbon · 2 h\ngolden hour 3"
    assert not {"▶", "▦ Grid"} & {button.text for button in card.buttons}
    net.photos[2] = photo(3, caption="other words")
    await chat.press(card, "↻")
    assert "other words" in chat.now(card).text


async def test_the_photo_of_a_card_is_meant_by_an_answer_to_it(chat: Chat) -> None:
    card = await chat.ask("/tag sunset")
    await chat.press(card, "▶")
    await chat.send("/media", below=chat.now(card))
    assert chat.last().text.startswith("🖼 Photo\n@mira · Lisbon · 2 h\ngolden hour 2")


async def test_tags_that_begin_alike_lead_to_their_photos(chat: Chat, net: Net) -> None:
    found = await chat.ask("/tags #Sun")
    assert found.text == "🏷 1 tag like #sun\n#sunset · 1.2 M posts"
    assert "search_tags sun" in net.calls
    await chat.press(found, "#sunset")
    assert chat.last().text.startswith("#sunset · 1 of 20")


async def test_no_tag_offers_the_nearest(chat: Chat) -> None:
    empty = await chat.ask("/tags sunsett")
    assert empty.text == "No tag begins with #sunsett."
    assert empty.buttons[0].text == "#sunset"
