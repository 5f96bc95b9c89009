"""Questions whose answers are typed, whatever they are about."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.dialogue import Dialogue, Topic
from bot.dialogues.table import DIALOGUES
from domain.errors import RetryableError
from domain.ids import MediaId
from tests.unit.bot.world import OWNER, Chat, comment_event

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from bot.service import ChatBot
    from sandbox.telegram.server import TelegramSandbox
    from sandbox.telegram.visitor import SeenMessage
    from tests.unit.bot.net import Net
    from tests.unit.bot.paper import Paper
    from tests.unit.bot.world import SteppedClock

CANCELLED = "✖ Cancelled: your comment for @mira's picture."
LATE = "That question is out of date (your comment for @mira's picture), so nothing was done. Here is how it stands:"


@pytest.fixture
async def question(chat: Chat) -> SeenMessage:
    """What the bot asked."""
    return await chat.ask("/comment 1_7")


def test_every_topic_knows_what_follows() -> None:
    assert {*DIALOGUES} == {*Topic}
    assert all(isinstance(one, Dialogue) for one in DIALOGUES.values())


@pytest.mark.usefixtures("question")
@pytest.mark.parametrize("words", ["What a sky", "#sunset", "@mira", "show me sunset pictures", "2 < 3\nand more"])
async def test_the_next_words_are_the_answer_whatever_they_are(chat: Chat, words: str) -> None:
    assert "Your comment for @mira's picture" in (await chat.ask(words)).text


async def test_only_the_next_words_are_the_answer(chat: Chat, question: SeenMessage) -> None:
    await chat.send("What a sky", below=question)
    assert "I did not get that" in (await chat.ask("Hello again")).text


@pytest.mark.usefixtures("question")
async def test_cancel_says_what_was_cancelled(chat: Chat) -> None:
    assert (await chat.ask("/cancel")).text == CANCELLED
    assert "I did not get that" in (await chat.ask("What a sky")).text
    assert (await chat.ask("/cancel")).text == "There is nothing to cancel: I do not wait for any words of yours."


@pytest.mark.usefixtures("question")
@pytest.mark.parametrize(("typed", "answer"), [("/status", "is watching"), ("/stauts", "I do not know /stauts")])
async def test_any_other_command_cancels_and_is_answered(chat: Chat, typed: str, answer: str) -> None:
    await chat.ask(typed)
    assert chat.seen()[-2].text == CANCELLED
    assert answer in chat.last().text


async def test_a_new_question_takes_the_place_of_the_old_one(chat: Chat, net: Net, question: SeenMessage) -> None:
    net.spoken = {}
    listed = await chat.ask("/comments 2_7")
    await chat.press(listed, "✍ Write")
    await chat.send("What a sky", below=question)
    assert chat.seen()[-2].text == LATE
    assert "Nobody has commented" in chat.last().text
    shown = await chat.ask("What a sea")
    await chat.press(shown, "Send")
    assert net.writes() == ["post_comment 2_7 What a sea"]


async def test_an_answer_that_comes_too_late_is_told_so(
    chat: Chat, net: Net, question: SeenMessage, clock: SteppedClock
) -> None:
    clock.step(timedelta(days=1).total_seconds())
    await chat.send("What a sky", below=question)
    assert chat.seen()[-2].text == LATE
    assert net.writes() == []


@pytest.mark.usefixtures("question")
async def test_words_long_after_the_question_mean_what_they_say(chat: Chat, clock: SteppedClock) -> None:
    clock.step(timedelta(days=1).total_seconds())
    assert "1 of 20" in (await chat.ask("#sunset")).text
    assert (await chat.ask("/cancel")).text.startswith("There is nothing to cancel")


async def test_an_answer_to_what_was_answered_is_told_so(chat: Chat, question: SeenMessage) -> None:
    await chat.send("What a sky", below=question)
    await chat.send("What a sea", below=question)
    assert chat.seen()[-2].text == LATE


@pytest.mark.usefixtures("question")
async def test_words_below_another_card_are_meant_for_that_card(chat: Chat, paper: Paper, net: Net) -> None:
    event = comment_event()
    net.spoken = {MediaId("1_1"): [event.comment]}
    await paper.happens(event)
    await chat.bot.round()
    await chat.send("At the pier", below=chat.last())
    assert net.writes() == ["post_comment 1_1 @mira At the pier"]
    assert "Your comment for @mira's picture" in (await chat.ask("What a sky")).text


async def test_what_fails_keeps_the_question_open(chat: Chat, net: Net, question: SeenMessage) -> None:
    await chat.send("/cancel")
    net.trouble["comments"] = RetryableError("Instagram is busy.", delay=60)
    await chat.send("What a sky", below=question)
    assert "Instagram is busy." in chat.last().text


@pytest.mark.usefixtures("question")
async def test_a_picture_is_no_answer(chat: Chat) -> None:
    chat.visitor.place(38.7, -9.1)
    await chat.settled()
    assert "Your comment for @mira's picture" in (await chat.ask("What a sky")).text


async def test_a_question_outlives_the_program(
    running: Callable[..., AbstractAsyncContextManager[ChatBot]], box: TelegramSandbox, clock: SteppedClock
) -> None:
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.ask("/start")
        question = await chat.ask("/comment 1_7")
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        shown = await chat.send("What a sky", below=question)
        assert shown is not None
        assert "“What a sky”" in shown.text
        await chat.ask("/comment 1_7")
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        assert (await chat.ask("/cancel")).text == CANCELLED
    clock.step(timedelta(days=2).total_seconds())
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.send("What a sky", below=question)
        assert chat.seen()[-2].text == LATE
