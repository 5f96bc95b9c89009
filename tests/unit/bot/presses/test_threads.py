from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.lists import KEPT_FOR
from domain.errors import RetryableError
from domain.ids import CommentId, MediaId
from domain.media import Comment
from domain.people import Person
from tests.unit.bot.world import LENA, ME, MIRA, NOW, OWNER, Chat, photo

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from bot.service import ChatBot
    from sandbox.telegram.server import TelegramSandbox
    from sandbox.telegram.visitor import SeenMessage
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import SteppedClock

YOU = Person(id=ME, username="you")


def said(number: int, text: str = "", author: Person = LENA) -> Comment:
    when = NOW - timedelta(minutes=60 - number)
    return Comment(id=CommentId(f"1797{number}"), text=text or f"words {number}", author=author, created_at=when)


@pytest.fixture
def talk(net: Net) -> Net:
    """Seven comments below the first photo, the fifth by the owner; nothing below the second."""
    comments = [said(number, author=YOU if number == 5 else LENA) for number in range(1, 8)]
    net.spoken = {MediaId("1_7"): comments}
    net.photos[0] = replace(net.photos[0], comments=9)
    return net


async def opened(chat: Chat, press: int = 0) -> SeenMessage:
    """A card, with the comments of its photo in its place."""
    card = await chat.ask("/tag sunset")
    token = str(card.button("♥").callback_data).split(":")[2]
    await chat.press_data(card, f"v1:comments:{token}:{press}")
    return chat.now(card)


def labels(message: SeenMessage) -> list[str]:
    return [button.text for button in message.buttons]


async def test_comments_come_in_place_of_the_card_and_go_back_to_it(chat: Chat, talk: Net) -> None:
    listed = await opened(chat)
    assert listed.text.startswith("💬 9 comments on @mira's picture, newest first\n1. @lena · 53 min\nwords 7\n")
    assert "3. @you · 55 min\nwords 5" in listed.text
    assert "words 2" not in listed.text
    assert labels(listed) == ["🗑 3", "1/2", "▶", "✍ Write", "↩ Back"]
    assert "photo" in listed.raw
    pictures = talk.calls.count("picture https://p.test/1.jpg")
    await chat.press(listed, "▶")
    older = chat.now(listed)
    assert "7. @lena · 59 min\nwords 1\n2 older ones are not listed" in older.text
    await chat.press(older, "↩ Back")
    assert "1 of 20" in chat.now(listed).text
    assert talk.calls.count("comments 1_7") == 1
    assert talk.calls.count("picture https://p.test/1.jpg") == pictures


async def test_where_nobody_commented_somebody_may_be_first(chat: Chat, talk: Net) -> None:
    del talk.spoken[MediaId("1_7")]
    listed = await opened(chat)
    assert listed.text == "💬 Nobody has commented on @mira's picture yet. Be the first."
    assert labels(listed) == ["✍ Write", "↩ Back"]


async def test_one_comment_is_told_in_the_singular(chat: Chat, talk: Net) -> None:
    talk.spoken[MediaId("1_7")] = [said(1)]
    talk.photos[0] = replace(talk.photos[0], comments=1)
    assert (await opened(chat)).text.startswith("💬 1 comment on @mira's picture")


async def test_the_middle_fetches_the_list_anew(chat: Chat, talk: Net) -> None:
    listed = await opened(chat)
    talk.spoken[MediaId("1_7")].append(said(8, "the very latest"))
    await chat.press(listed, "1/2")
    assert "the very latest" in chat.now(listed).text
    await chat.press(chat.now(listed), "↩ Back")
    assert "1 of 20" in chat.now(listed).text


async def test_an_own_comment_is_removed_after_a_question(chat: Chat, talk: Net) -> None:
    listed = await opened(chat)
    await chat.press(listed, "🗑 3")
    asked = chat.now(listed)
    assert asked.text == "Delete the comment of @you? It cannot be put back.\n“words 5”"
    assert talk.writes() == []
    assert await chat.press(asked, "Yes, delete") == "Removed."
    assert talk.writes() == ["delete_comment 1_7 17975"]
    assert "words 5" not in chat.now(listed).text
    assert "🗑" not in str(labels(chat.now(listed)))


async def test_no_leaves_the_comment_and_shows_the_list(chat: Chat, talk: Net) -> None:
    listed = await opened(chat)
    await chat.press(listed, "🗑 3")
    await chat.press(chat.now(listed), "No")
    assert chat.now(listed).text == listed.text
    assert talk.writes() == []


async def test_on_an_own_photo_every_comment_can_be_removed(chat: Chat, talk: Net) -> None:
    talk.photos[0] = photo(1, id=MediaId("1_1"), author=YOU)
    talk.spoken = {MediaId("1_1"): [said(1), said(2)]}
    listed = await opened(chat)
    assert labels(listed)[:2] == ["🗑 1", "🗑 2"]
    await chat.press(listed, "🗑 2")
    await chat.press(chat.now(listed), "Yes, delete")
    assert talk.writes() == ["delete_comment 1_1 17971"]


async def test_a_comment_that_cannot_be_removed_now_stays_listed(chat: Chat, talk: Net) -> None:
    talk.trouble["delete_comment"] = RetryableError("Instagram is busy.", delay=60)
    listed = await opened(chat)
    await chat.press(listed, "🗑 3")
    toast = await chat.press(chat.now(listed), "Yes, delete")
    assert "busy" in toast
    assert chat.visitor.answers()[-1].show_alert
    assert "words 5" in chat.now(listed).text


async def test_a_second_yes_removes_nothing_else(chat: Chat, talk: Net) -> None:
    talk.photos[0] = photo(1, id=MediaId("1_1"), author=YOU)
    talk.spoken = {MediaId("1_1"): [said(1), said(2), said(3)]}
    listed = await opened(chat)
    await chat.press(listed, "🗑 2")
    yes = str(chat.now(listed).button("Yes").callback_data)
    await chat.press_data(listed, yes)
    assert await chat.press_data(listed, yes) == "That button is out of date."
    assert talk.writes() == ["delete_comment 1_1 17972"]


@pytest.mark.parametrize(
    "data", ["v1:unsay:{}:17977", "v1:erase:{}:17977", "v1:erase:{}:404", "v1:erase:{}", "v1:talk:{}:2", "v1:talk:{}"]
)
async def test_forged_data_removes_nothing(chat: Chat, talk: Net, data: str) -> None:
    listed = await opened(chat)
    token = str(listed.button("▶").callback_data).split(":")[2]
    assert await chat.press_data(listed, data.format(token)) == "That button is out of date."
    assert talk.writes() == []


async def test_a_list_from_before_is_shown_fresh(chat: Chat, talk: Net, clock: SteppedClock) -> None:
    listed = await opened(chat)
    clock.step((KEPT_FOR + timedelta(seconds=1)).total_seconds())
    talk.spoken[MediaId("1_7")] = [said(8, "the only one")]
    assert await chat.press(listed, "▶") == "This list is from before; here it is fresh."
    assert "the only one" in chat.now(listed).text


@pytest.mark.usefixtures("talk")
async def test_an_expired_card_is_shown_fresh(chat: Chat, clock: SteppedClock) -> None:
    card = await chat.ask("/tag sunset")
    token = str(card.button("♥").callback_data).split(":")[2]
    clock.step((KEPT_FOR + timedelta(seconds=1)).total_seconds())
    toast = await chat.press_data(card, f"v1:comments:{token}:0")
    assert toast == "This list is from before; here it is fresh."
    assert "1 of 20" in chat.now(card).text


async def test_comments_below_a_photo_beyond_the_list_are_none(chat: Chat, talk: Net) -> None:
    card = await chat.ask("/tag sunset")
    token = str(card.button("♥").callback_data).split(":")[2]
    assert await chat.press_data(card, f"v1:comments:{token}:400") == "That button is out of date."
    assert "comments 1_7" not in talk.calls


async def test_pages_and_questions_work_after_a_restart(
    running: Callable[..., AbstractAsyncContextManager[ChatBot]], box: TelegramSandbox, talk: Net
) -> None:
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.ask("/start")
        listed = await opened(chat)
        await chat.press(listed, "🗑 3")
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        assert await chat.press(chat.now(listed), "Yes, delete") == "Removed."
        await chat.press(chat.now(listed), "▶")
        assert "words 1" in chat.now(listed).text
    assert talk.writes() == ["delete_comment 1_7 17975"]


async def test_words_of_others_are_no_markup(chat: Chat, talk: Net) -> None:
    talk.spoken[MediaId("1_7")] = [said(1, "<b>me</b> & \u202eyou", replace(MIRA, username="<i>"))]
    assert "1. @<i> · 59 min\n<b>me</b> & you" in (await opened(chat)).text
