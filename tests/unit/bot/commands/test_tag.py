from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import BlockedError, RefusedError
from domain.unknown import UNKNOWN
from tests.unit.bot.world import photo

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat


@pytest.mark.parametrize("typed", ["/tag sunset", "/tag #sunset", "/tag Sunset", "#sunset", "/tag  sunset "])
async def test_a_tag_is_a_card(chat: Chat, typed: str) -> None:
    card = await chat.ask(typed)
    assert card.text == "#sunset · 1 of 20 · 1.2 M posts\n@mira · Lisbon · 2 h\ngolden hour 1"
    assert [button.text for button in card.buttons] == [
        "♥ 214", "💬 9", "👤 mira", "📍 Lisbon", "1/20", "▶", "▦ Grid", "⋯",
    ]  # fmt: skip
    assert "photo" in card.raw


async def test_without_a_name_the_watched_tags_are_offered(chat: Chat) -> None:
    ask = await chat.ask("/tag")
    assert "/tag sunset" in ask.text
    await chat.press(ask, "#sunset")
    assert "#sunset · 1 of 20" in chat.last().text


async def test_an_empty_tag_says_so_and_offers_the_nearest(chat: Chat) -> None:
    empty = await chat.ask("/tag sunsett")
    assert "No photos of #sunsett" in empty.text
    assert [button.text for button in empty.buttons] == ["#sunset", "#goldenhour"]


@pytest.mark.parametrize("typed", ["/tag two words", "/tag a-b", "/tag <b>", "/tag 🌇"])
async def test_what_cannot_be_a_tag_is_said(chat: Chat, net: Net, typed: str) -> None:
    assert "is no tag" in (await chat.ask(typed)).text
    assert net.calls == []


async def test_an_unknown_number_of_posts_is_left_out(chat: Chat, net: Net) -> None:
    net.trouble["tag"] = RefusedError("The tag is not shown.")
    assert (await chat.ask("/tag sunset")).text.startswith("#sunset · 1 of 20\n")


async def test_what_the_network_hides_is_not_made_up(chat: Chat, net: Net) -> None:
    net.photos = [photo(1, likes=UNKNOWN, caption=UNKNOWN, location=UNKNOWN, link=UNKNOWN, picture=UNKNOWN)]
    net.photos[0] = photo(1, likes=UNKNOWN, caption=None, location=None, link=None, thumbnail=UNKNOWN)
    card = await chat.ask("/tag sunset")
    assert card.text == "#sunset · 1 of 1 · 1.2 M posts\n@mira · 2 h"
    assert [button.text for button in card.buttons] == ["♥", "💬 9", "👤 mira", "1/1", "⋯"]


async def test_trouble_is_said_in_a_sentence(chat: Chat, net: Net) -> None:
    net.trouble["tag_media"] = BlockedError("Instagram refuses the token; make a new one.")
    assert (await chat.ask("/tag sunset")).text == "⚠ Instagram refuses the token; make a new one."
