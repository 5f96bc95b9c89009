"""A comment from the question for it to its end below the photo."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.lists import KEPT_FOR
from domain.errors import RefusedError, RetryableError, UncertainError
from domain.ids import CommentId, MediaId
from domain.media import Comment
from domain.people import Person
from tests.unit.bot.world import ME, MIRA, NOW, OWNER, Chat

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from bot.service import ChatBot
    from sandbox.telegram.server import TelegramSandbox
    from sandbox.telegram.visitor import SeenMessage
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import SteppedClock

ASKS = "✍ Your comment for @mira's picture? (at most 300 characters) /cancel"


def ours(text: str, number: int = 1) -> Comment:
    return Comment(
        id=CommentId(f"c{number}"),
        text=text,
        author=Person(id=ME, username="you"),
        created_at=NOW + timedelta(seconds=number),
    )


def labels(message: SeenMessage) -> list[str]:
    return [button.text for button in message.buttons]


async def preview(chat: Chat, text: str = "What a sky") -> SeenMessage:
    return await chat.ask(f"/comment 1_7 {text}")


async def test_a_comment_is_asked_for_read_again_and_posted(chat: Chat, net: Net) -> None:
    listed = await chat.ask("/comments 1_7")
    await chat.press(listed, "✍ Write")
    question = chat.last()
    assert question.text == ASKS
    assert chat.visitor.state()["keyboard"] == {
        "force_reply": True,
        "placeholder": "Your comment",
        "message_id": question.id,
    }
    shown = await chat.send("What a <b>sky</b> #dusk", below=question)
    assert shown is not None
    assert shown.text == (
        "Your comment for @mira's picture:\n“What a <b>sky</b> #dusk”\n23 of 300 characters · 1 of 4 hashtags"
    )
    assert labels(shown) == ["Send", "Edit", "Cancel"]
    assert net.writes() == []
    assert await chat.press(shown, "Send") == "Commented."
    assert net.writes() == ["post_comment 1_7 What a <b>sky</b> #dusk"]
    posted = chat.now(shown)
    assert posted.text == "✅ Posted: “What a <b>sky</b> #dusk”"
    assert labels(posted) == ["🗑 Delete", "↩ Picture"]


async def test_capitals_only_are_offered_in_small_letters(chat: Chat, net: Net) -> None:
    shown = await preview(chat, "WHAT A SKY")
    assert shown.text == "Instagram refuses comments in capitals only. Send it as “What a sky”?"
    assert labels(shown) == ["Send that", "Edit", "Cancel"]
    await chat.press(shown, "Send that")
    assert net.writes() == ["post_comment 1_7 What a sky"]
    assert chat.now(shown).text == "✅ Posted: “What a sky”"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("a" * 301, "⚠ 301 of 300 characters", id="too long"),
        pytest.param("sky #a #b #c #d #e", "⚠ 5 of 4 hashtags", id="too many tags"),
        pytest.param("see http://a.test and http://b.test", "⚠ 2 of 1 links", id="too many links"),
        pytest.param("A" * 301, "⚠ 301 of 300 characters", id="capitals that are too long as well"),
    ],
)
async def test_what_would_be_refused_cannot_be_sent(chat: Chat, net: Net, text: str, count: str) -> None:
    shown = await preview(chat, text)
    assert count in shown.text
    assert "Instagram would refuse it like this." in shown.text
    assert labels(shown) == ["Edit", "Cancel"]
    token = str(shown.button("Edit").callback_data).split(":")[2]
    assert "Not done" in await chat.press_data(shown, f"v1:post:{token}")
    assert net.writes() == []


@pytest.mark.parametrize("text", ["a" * 300, "sky #a #b #c #d", "see http://a.test", "WOW ok"])
async def test_what_just_fits_can_be_sent(chat: Chat, text: str) -> None:
    shown = await preview(chat, text)
    assert labels(shown) == ["Send", "Edit", "Cancel"]
    assert "⚠" not in shown.text


async def test_a_draft_is_edited_by_writing_it_anew(chat: Chat, net: Net) -> None:
    shown = await preview(chat)
    await chat.press(shown, "Edit")
    assert chat.last().text == f"{ASKS}\nIt was: What a sky"
    again = await chat.ask("What a sea")
    assert "“What a sea”" in again.text
    await chat.press(again, "Send")
    assert net.writes() == ["post_comment 1_7 What a sea"]


async def test_a_draft_that_is_cancelled_is_not_posted(chat: Chat, net: Net) -> None:
    shown = await preview(chat)
    send = str(shown.button("Send").callback_data)
    await chat.press(shown, "Cancel")
    assert chat.now(shown).text == "✖ Not posted: “What a sky”"
    assert await chat.press_data(shown, send) == "That button is out of date."
    assert net.writes() == []


async def test_a_draft_is_posted_once_and_another_one_as_well(chat: Chat, net: Net) -> None:
    shown = await preview(chat)
    send = str(shown.button("Send").callback_data)
    await chat.press_data(shown, send)
    assert (await chat.press_data(shown, send)).startswith("Already commented by You")
    assert net.writes() == ["post_comment 1_7 What a sky"]
    net.spoken = {MediaId("1_7"): [ours("What a sky")]}
    await chat.press(await preview(chat, "And what a sea"), "Send")
    assert net.writes()[1:] == ["post_comment 1_7 And what a sea"]


async def test_what_was_posted_is_deleted_after_a_question(chat: Chat, net: Net) -> None:
    shown = await preview(chat)
    await chat.press(shown, "Send")
    net.spoken = {MediaId("1_7"): [ours("What a sky", 1), ours("What a  sky", 2), ours("Another", 3)]}
    await chat.press(chat.now(shown), "🗑 Delete")
    asked = chat.now(shown)
    assert asked.text == "Delete your comment “What a sky”? It cannot be put back."
    await chat.press(asked, "No")
    assert chat.now(shown).text == "✅ Posted: “What a sky”"
    await chat.press(chat.now(shown), "🗑 Delete")
    assert await chat.press(chat.now(shown), "Yes, delete") == "Removed."
    assert net.writes()[1:] == ["delete_comment 1_7 c2"]
    assert chat.now(shown).text == "🗑 Your comment is deleted."
    assert labels(chat.now(shown)) == ["↩ Picture"]


async def test_what_is_not_listed_any_more_needs_no_deleting(chat: Chat, net: Net) -> None:
    shown = await preview(chat)
    await chat.press(shown, "Send")
    await chat.press(chat.now(shown), "🗑 Delete")
    await chat.press(chat.now(shown), "Yes, delete")
    assert "not listed there any more" in chat.now(shown).text
    assert len(net.writes()) == 1


async def test_a_refusal_is_told_and_the_words_stay(chat: Chat, net: Net) -> None:
    net.trouble["post_comment"] = RefusedError("Comments are closed there.")
    shown = await preview(chat)
    assert "Comments are closed there." in await chat.press(shown, "Send")
    assert chat.visitor.answers()[-1].show_alert
    assert "“What a sky”" in chat.now(shown).text
    assert labels(chat.now(shown)) == ["Send", "Edit", "Cancel"]
    net.trouble.clear()
    assert await chat.press(chat.now(shown), "Send") == "Commented."


@pytest.mark.parametrize(
    ("error", "words"),
    [
        pytest.param(RetryableError("Instagram is busy.", delay=60), "It will be done by itself", id="later"),
        pytest.param(UncertainError("The answer was lost."), "looking whether it was done", id="unsure"),
    ],
)
async def test_what_goes_on_by_itself_cannot_be_sent_again(
    chat: Chat, net: Net, error: Exception, words: str
) -> None:
    net.trouble["post_comment"] = error
    shown = await preview(chat)
    assert words in await chat.press(shown, "Send")
    assert words in chat.now(shown).text
    assert labels(chat.now(shown)) == ["↩ Picture"]


async def test_a_draft_from_long_ago_is_out_of_date(chat: Chat, net: Net, clock: SteppedClock) -> None:
    shown = await preview(chat)
    clock.step((KEPT_FOR + timedelta(seconds=1)).total_seconds())
    assert await chat.press(shown, "Send") == "That button is out of date."
    assert chat.now(shown).text.startswith("This draft is out of date; nothing was posted")
    assert net.writes() == []


@pytest.mark.parametrize(
    "data", ["v1:post:forged00", "v1:rewrite:forged00", "v1:discard:forged00", "v1:unpost:forged00"]
)
async def test_forged_data_posts_nothing(chat: Chat, net: Net, data: str) -> None:
    shown = await preview(chat)
    assert await chat.press_data(shown, data) == "That button is out of date."
    assert net.writes() == []


async def test_every_step_goes_on_after_a_restart(
    running: Callable[..., AbstractAsyncContextManager[ChatBot]], box: TelegramSandbox, net: Net
) -> None:
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.ask("/start")
        await chat.press(await chat.ask("/comments 1_7"), "✍ Write")
        question = chat.last()
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        shown = await chat.send("What a sky", below=question)
        assert shown is not None
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.press(shown, "Edit")
        before = chat.last()
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        assert before.text.endswith("It was: What a sky")
        shown = await chat.ask("What a sea")
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        assert await chat.press(shown, "Send") == "Commented."
        net.spoken = {MediaId("1_7"): [ours("What a sea")]}
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.press(chat.now(shown), "🗑 Delete")
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.press(chat.now(shown), "Yes, delete")
    assert net.writes() == ["post_comment 1_7 What a sea", "delete_comment 1_7 c1"]


async def test_somebody_elses_words_are_not_ours_to_delete(chat: Chat, net: Net) -> None:
    shown = await preview(chat)
    await chat.press(shown, "Send")
    theirs = Comment(id=CommentId("c9"), text="What a sky", author=MIRA, created_at=NOW + timedelta(hours=1))
    net.spoken = {MediaId("1_7"): [ours("What a sky"), theirs]}
    await chat.press(chat.now(shown), "🗑 Delete")
    await chat.press(chat.now(shown), "Yes, delete")
    assert net.writes()[1:] == ["delete_comment 1_7 c1"]
