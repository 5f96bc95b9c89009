"""Lists of people, by command and by button."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.lists import KEPT_FOR
from domain.errors import RefusedError
from domain.ids import UserId
from domain.people import Person
from tests.unit.bot.world import MIRA, OWNER, Chat

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from bot.service import ChatBot
    from sandbox.telegram.server import TelegramSandbox
    from sandbox.telegram.visitor import SeenMessage
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import SteppedClock


@pytest.fixture
def fans(net: Net) -> Net:
    """25 people; the network gives 20 at once."""
    net.fans = [Person(id=UserId(f"{n}00"), username=f"fan{n}", full_name=f"Fan <{n}>") for n in range(1, 26)]
    return net


def labels(message: SeenMessage) -> list[str]:
    return [button.text for button in message.buttons]


@pytest.mark.usefixtures("fans")
@pytest.mark.parametrize(
    ("typed", "head"),
    [
        ("/followers mira", "👥 Followers of @mira · 1-8 of 20+"),
        ("/following mira", "👥 @mira follows · 1-8 of 20+"),
        ("/followers", "👥 Followers of @you · 1-8 of 20+"),
        ("/following self", "👥 @you follows · 1-8 of 20+"),
        ("/likes 1_7", "♥ Who likes @mira's picture · 1-8 of 25"),
    ],
)
async def test_people_are_listed_with_numbers(chat: Chat, typed: str, head: str) -> None:
    listed = await chat.ask(typed)
    assert listed.text.startswith(f"{head}\n1. @fan1 · Fan <1>\n2. @fan2")
    assert labels(listed)[:8] == [str(n) for n in range(1, 9)]


async def test_a_list_pages_in_place_and_fetches_more(chat: Chat, fans: Net) -> None:
    listed = await chat.ask("/followers mira")
    assert labels(listed)[8:] == ["1/3", "▶", "👤 Profile"]
    await chat.press(listed, "▶")
    await chat.press(chat.now(listed), "▶")
    assert "17-20 of 20+" in chat.now(listed).text
    assert fans.calls.count("followed_by 7") == 1
    await chat.press(chat.now(listed), "▶")
    assert fans.calls.count("followed_by 7") == 2
    assert "25-25 of 25" in chat.now(listed).text
    assert labels(chat.now(listed)) == ["25", "◀", "4/4", "👤 Profile"]


async def test_a_number_opens_the_page(chat: Chat) -> None:
    await chat.press(await chat.ask("/followers mira"), "2")
    assert "Jonas K. (@jonask)" in chat.last().text


async def test_counts_on_a_page_open_the_lists(chat: Chat, fans: Net) -> None:
    page = await chat.ask("/user mira")
    await chat.press(page, "Followers")
    assert chat.last().text.startswith("👥 Followers of @mira")
    await chat.press(page, "Following")
    assert chat.last().text.startswith("👥 @mira follows")
    fans.fans = []
    await chat.press(page, "Followers")
    assert chat.last().text == "Nobody follows @mira yet."
    assert labels(chat.last()) == ["👤 Profile"]


async def test_who_liked_opens_from_a_card(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    await chat.press(card, "⋯")
    await chat.press(chat.now(card), "Who liked")
    assert chat.last().text.startswith("♥ Who likes @mira's picture · 1-2 of 2\n1. @mira")
    assert "↩ Picture" in labels(chat.last())
    net.fans = []
    await chat.press(chat.now(card), "Who liked")
    assert chat.last().text == "Nobody likes @mira's picture yet. Be the first."


@pytest.mark.parametrize(("typed", "asked"), [("/find mira", "mira"), ("/find @mira 10", "mira 10")])
async def test_people_are_found_by_name(chat: Chat, net: Net, typed: str, asked: str) -> None:
    assert (await chat.ask(typed)).text.startswith("🔎 People like “mira” · 1-1 of 1")
    assert f"search_users {asked}" in net.calls


async def test_nobody_found_offers_the_nearest(chat: Chat, net: Net) -> None:
    net.people = {MIRA.id: net.people[MIRA.id]}
    net.find_whole = True
    found = await chat.ask("/find miracle")
    assert found.text == "Nobody is called anything like “miracle”. Did you mean one of these?"
    assert labels(found) == ["@mira"]
    assert (await chat.ask("/find zz")).text == "Nobody is called anything like “zz”. Try the beginning of a name."
    assert (await chat.ask("/find")).text.startswith("Whom shall I look for?")


async def test_a_private_list_says_why(chat: Chat, net: Net) -> None:
    net.trouble["followed_by"] = RefusedError("This account is private.")
    assert "This account is private." in (await chat.ask("/followers mira")).text


async def test_the_middle_and_old_buttons_show_the_list_fresh(chat: Chat, fans: Net, clock: SteppedClock) -> None:
    listed = await chat.ask("/followers mira")
    await chat.press(listed, "▶")
    fans.fans.insert(0, Person(id=UserId("9900"), username="newest"))
    await chat.press(chat.now(listed), "2/3")
    assert "1. @newest" in chat.now(listed).text
    clock.step((KEPT_FOR + timedelta(seconds=1)).total_seconds())
    assert await chat.press(chat.now(listed), "▶") == "This list is from before; here it is fresh."
    assert "1-8 of 20+" in chat.now(listed).text


@pytest.mark.usefixtures("fans")
@pytest.mark.parametrize("data", ["v1:crowd:{}:x", "v1:who:moon:7", "v1:who:followers", "v1:likers:{}:0"])
async def test_forged_data_is_out_of_date(chat: Chat, data: str) -> None:
    listed = await chat.ask("/followers mira")
    token = str(listed.button("▶").callback_data).split(":")[2]
    assert await chat.press_data(listed, data.format(token)) == "That button is out of date."


@pytest.mark.usefixtures("fans")
async def test_pages_turn_after_a_restart(
    running: Callable[..., AbstractAsyncContextManager[ChatBot]], box: TelegramSandbox
) -> None:
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.ask("/start")
        listed = await chat.ask("/followers mira")
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.press(listed, "▶")
        assert "9-16 of 20+" in chat.now(listed).text


async def test_a_photo_is_liked_and_unliked_by_command(chat: Chat, net: Net) -> None:
    await chat.ask("/like 1_7")
    assert chat.seen()[-2].text == "Liked."
    assert "golden hour 1" in chat.last().text
    await chat.send("/unlike", below=await chat.ask("/tag sunset"))
    assert net.writes() == ["like 1_7", "unlike 1_7"]
