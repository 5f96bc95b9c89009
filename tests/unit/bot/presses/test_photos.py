from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot import lists
from bot.lists import KEPT_FOR
from domain.errors import RetryableError
from domain.ids import ChatId
from domain.people import Person
from storage import codec, events
from tests.unit.bot.world import ACCOUNT, OWNER, Chat, media_event, photo

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from bot.connections import Connections
    from bot.service import ChatBot
    from sandbox.telegram.server import TelegramSandbox
    from storage.database import Database
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import SteppedClock


async def test_a_card_pages_in_place(chat: Chat) -> None:
    card = await chat.ask("/tag sunset")
    before = len(chat.seen())
    first = card.raw["photo"]
    assert await chat.press(card, "▶") == ""
    second = chat.now(card)
    assert "#sunset · 2 of 20 · 1.2 M posts" in second.text
    assert "golden hour 2" in second.text
    assert second.raw["photo"] != first
    assert [button.text for button in second.buttons][4:] == ["◀", "2/20", "▶", "▦ Grid", "⋯"]
    await chat.press(second, "◀")
    assert "golden hour 1" in chat.now(card).text
    assert len(chat.seen()) == before


async def test_a_picture_is_uploaded_once(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    for sign in ("▶", "◀", "▶", "◀"):
        await chat.press(chat.now(card), sign)
    assert net.calls.count("picture https://p.test/1.jpg") == 1
    assert net.calls.count("picture https://p.test/2.jpg") == 1


async def test_older_photos_are_fetched_at_the_end(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    token = str(card.button("▶").callback_data).split(":")[2]
    await chat.press_data(card, f"v1:card:{token}:19")
    assert net.calls.count("tag_media sunset") == 1
    await chat.press(chat.now(card), "▶")
    assert "21 of 40" in chat.now(card).text
    assert net.calls.count("tag_media sunset") == 2
    await chat.press_data(card, f"v1:card:{token}:40")
    assert "41 of 45" in chat.now(card).text
    await chat.press_data(card, f"v1:card:{token}:44")
    assert not any(button.text == "▶" for button in chat.now(card).buttons)


async def test_beyond_the_last_one_stays_the_last_one(chat: Chat, net: Net) -> None:
    net.photos = [photo(1), photo(2)]
    card = await chat.ask("/tag sunset")
    await chat.press(card, "▶")
    token = str(card.button("♥").callback_data).split(":")[2]
    assert await chat.press_data(card, f"v1:card:{token}:2") == "That was the last one."
    assert "2 of 2" in chat.now(card).text


async def test_the_heart_likes_and_takes_back(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    assert await chat.press(card, "♥ 214") == "Liked."
    assert net.writes() == ["like 1_7"]
    liked = chat.now(card)
    assert liked.button("❤️ 215").callback_data
    await chat.press(liked, "▶")
    await chat.press(chat.now(card), "◀")
    await chat.press(chat.now(card), "❤️ 215")
    assert net.writes() == ["like 1_7", "unlike 1_7"]
    assert chat.now(card).button("♥ 214").callback_data


async def test_a_like_that_fails_is_said_and_the_heart_stays(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    net.trouble["like"] = RetryableError("Instagram is busy.", delay=60)
    assert await chat.press(card, "♥ 214")
    assert chat.visitor.answers()[-1].show_alert
    assert chat.now(card).button("♥ 214").callback_data


async def test_an_expired_list_is_shown_anew(chat: Chat, net: Net, clock: SteppedClock) -> None:
    card = await chat.ask("/tag sunset")
    await chat.press(card, "▶")
    clock.step((KEPT_FOR + timedelta(seconds=1)).total_seconds())
    net.photos.insert(0, photo(99))
    assert await chat.press(chat.now(card), "▶") == "This list is from before; here it is fresh."
    assert "1 of 20" in chat.now(card).text
    assert "golden hour 99" in chat.now(card).text
    await chat.press(chat.now(card), "▶")
    assert "2 of 20" in chat.now(card).text


async def test_the_position_reloads_the_list(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    net.photos.insert(0, photo(99))
    await chat.press(card, "1/20")
    assert "golden hour 99" in chat.now(card).text


async def test_a_list_belongs_to_its_chat(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    before = chat.now(card).text
    assert await chat.press_data(card, "v1:card:notmine0:1") == "This list is from before; here it is fresh."
    assert chat.now(card).text == before
    assert net.writes() == []


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("v1:card:{}:x", id="no number"),
        pytest.param("v1:card:{}", id="no position"),
        pytest.param("v1:card:{}:-1", id="before the first"),
        pytest.param("v1:card:{}:٣", id="digits of another script"),
        pytest.param("v1:like:{}:400", id="a like beyond the list"),
        pytest.param("v1:fresh:moon:sunset", id="no list of ours"),
        pytest.param("v1:fresh:tag", id="a list of nothing"),
        pytest.param("v1:run:drop", id="no command"),
        pytest.param("v1:accept:1x", id="no action's number"),
        pytest.param("v1:accept:99999999999999999999", id="a number beyond the database"),
        pytest.param("v1:accept:404", id="an action that is none"),
        pytest.param("v1:approve:8", id="a request without its moment"),
        pytest.param("v1:approve:8:soon", id="a moment that is none"),
        pytest.param("v2:run:status", id="another version"),
        pytest.param("anything", id="anything"),
    ],
)
async def test_forged_data_is_out_of_date(chat: Chat, net: Net, data: str) -> None:
    card = await chat.ask("/tag sunset")
    token = str(card.button("♥").callback_data).split(":")[2]
    before = [message.text for message in chat.seen()]
    assert await chat.press_data(card, data.format(token)) == "That button is out of date."
    assert [message.text for message in chat.seen()] == before
    assert net.writes() == []


async def test_old_buttons_work_after_a_restart(
    running: Callable[..., AbstractAsyncContextManager[ChatBot]], box: TelegramSandbox, net: Net
) -> None:
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.ask("/start")
        card = await chat.ask("/tag sunset")
    fetched = net.calls.count("tag_media sunset")
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.press(card, "▶")
        assert "2 of 20" in chat.now(card).text
        assert await chat.press(chat.now(card), "♥") == "Liked."
    assert net.writes() == ["like 2_7"]
    assert net.calls.count("tag_media sunset") == fetched


async def test_a_photo_without_a_picture_becomes_text_and_back(chat: Chat, net: Net) -> None:
    net.photos[1] = photo(2, picture=None)
    card = await chat.ask("/tag sunset")
    await chat.press(card, "▶")
    text = chat.last()
    assert "2 of 20" in text.text
    assert "photo" not in text.raw
    assert card.id not in {message.id for message in chat.seen()}
    await chat.press(text, "▶")
    assert "photo" in chat.last().raw
    assert "3 of 20" in chat.last().text


async def test_somebodys_photos_come_in_their_own_card(chat: Chat, net: Net) -> None:
    page = await chat.ask("/user mira")
    await chat.press(page, "Posts")
    assert "Photos of @mira · 1 of 20" in chat.last().text
    net.photos = []
    await chat.press(page, "Posts")
    assert "Photos of @mira: there are none." in chat.last().text


async def test_the_author_and_the_place_open_from_the_card(chat: Chat) -> None:
    card = await chat.ask("/tag sunset")
    await chat.press(card, "👤 mira")
    assert "Mira Costa (@mira)" in chat.last().text
    await chat.press(card, "📍 Lisbon")
    assert "Lisbon" in str(chat.last().raw["venue"])


async def test_a_tag_too_long_for_a_button_can_still_be_paged(chat: Chat, net: Net) -> None:
    tag = "ж" * 60
    net.photos = [
        photo(1, tags=(tag,)),
        photo(2, tags=(tag,), author=Person(id=net.photos[0].author.id, username="x")),
    ]
    card = await chat.ask(f"/tag {tag}")
    assert [button.text for button in card.buttons][4:] == ["▶", "▦ Grid", "⋯"]
    await chat.press(card, "▶")
    assert "2 of 2" in chat.now(card).text


async def test_further_buttons_take_the_place_of_the_cards(chat: Chat, net: Net) -> None:
    net.photos[0] = photo(1, tags=("sunset", "goldenhour"))
    card = await chat.ask("/tag sunset")
    await chat.press(card, "⋯")
    more = chat.now(card)
    assert more.text == card.text
    rows = ["#sunset", "#goldenhour", "Who liked", "🏷 Similar tags", "🔗 Open", "↻ Anew", "↩ Back"]
    assert [button.text for button in more.buttons] == rows
    assert more.button("Open").url == "https://www.instagram.com/p/1/"
    await chat.press(more, "Similar tags")
    assert chat.last().text == "🏷 1 tag like #suns\n#sunset · 1.2 M posts"
    await chat.press(more, "#goldenhour")
    assert chat.last().text.startswith("#goldenhour · 1 of 1")
    await chat.press(chat.now(card), "↩ Back")
    assert [button.text for button in chat.now(card).buttons] == [button.text for button in card.buttons]


async def test_further_buttons_of_a_forgotten_list_show_it_anew(chat: Chat, clock: SteppedClock) -> None:
    card = await chat.ask("/tag sunset")
    await chat.press(card, "⋯")
    clock.step(KEPT_FOR.total_seconds() + 1)
    assert await chat.press(chat.now(card), "↩ Back") == "This list is from before; here it is fresh."
    assert chat.now(card).text.startswith("#sunset · 1 of 20")
    await chat.press(chat.now(card), "⋯")
    clock.step(KEPT_FOR.total_seconds() + 1)
    data = str(card.button("⋯").callback_data)
    assert await chat.press_data(card, data) == "This list is from before; here it is fresh."


async def test_why_is_offered_where_rules_have_looked(chat: Chat, database: Database) -> None:
    async with database.write() as session:
        await events.add(session, ACCOUNT, [media_event(1)])
    card = await chat.ask("/tag sunset")
    await chat.press(card, "⋯")
    await chat.press(chat.now(card), "Why?")
    assert "No rule had anything to say" in chat.last().text


async def test_a_list_kept_before_an_update_still_pages(chat: Chat, connections: Connections) -> None:
    page = await connections.network.tag_media("sunset")
    old = {"kind": "tag", "value": "sunset", "title": "#sunset", "note": "", "photos": codec.encode(page.items[:2])}
    token = await lists.keep(connections, ChatId(OWNER), {**old, "older": None})
    card = await chat.ask("/status")
    await chat.press_data(card, f"v1:card:{token}:1")
    assert chat.last().text.startswith("#sunset · 2 of 2\n")
