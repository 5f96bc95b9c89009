from __future__ import annotations

from typing import TYPE_CHECKING

from domain.ids import ChatId, TelegramUserId
from domain.plans import ActionKind, Mode
from storage import members, notices, seen
from storage.members import Member
from storage.states import ActionState, Role
from tests.unit.bot.world import (
    ACCOUNT,
    JONAS,
    NOW,
    OWNER,
    STRANGER,
    Chat,
    media_event,
    request_event,
    request_key,
    wish,
)

if TYPE_CHECKING:
    import pytest

    from bot.service import ChatBot
    from sandbox.telegram.server import TelegramSandbox
    from storage.database import Database
    from tests.unit.bot.net import Net
    from tests.unit.bot.paper import Paper

LIKE = wish(ActionKind.LIKE, "1_7")
COMMENT = wish(ActionKind.COMMENT, "1_7", text="What light!", mode=Mode.ASK)


async def test_news_says_what_was_done_and_why(chat: Chat, paper: Paper) -> None:
    await paper.happens(media_event(), LIKE)
    await chat.bot.round()
    told = chat.last()
    assert "❤️ Liked by local-sunsets: the caption says “sunset”" in told.text
    assert "@mira · Lisbon · 2 h" in told.text
    assert "photo" in told.raw


async def test_news_comes_once_and_is_edited_when_it_changes(chat: Chat, paper: Paper) -> None:
    await paper.happens(media_event(), LIKE, state=ActionState.PENDING)
    await chat.bot.round()
    told, before = chat.last(), len(chat.seen())
    assert "⏳ About to like this" in told.text
    await chat.bot.round()
    await paper.moves(media_event().key, ActionState.DONE)
    await chat.bot.round()
    assert len(chat.seen()) == before
    assert "❤️ Liked by local-sunsets" in chat.now(told).text


async def test_a_request_is_shown_with_buttons_until_it_is_decided(chat: Chat, paper: Paper, net: Net) -> None:
    net.waiting = [JONAS]
    await paper.happens(request_event())
    await chat.bot.round()
    card = chat.last()
    assert "Jonas K. (@jonask) wants to follow you" in card.text
    await chat.press(card, "Approve")
    await chat.bot.round()
    assert "✅ Approved by You, 14:02" in chat.now(card).text
    assert [button.text for button in chat.now(card).buttons] == ["👤 Profile"]


async def test_somebody_who_asks_no_more_cannot_be_answered(chat: Chat, paper: Paper, database: Database) -> None:
    await paper.happens(request_event())
    await chat.bot.round()
    card = chat.last()
    async with database.write() as session:
        await seen.update_waiting(session, ACCOUNT, [], NOW)
    await paper.moves(request_key(), ActionState.DONE)
    await chat.bot.round()
    assert "They do not ask any more" in chat.now(card).text
    assert [button.text for button in chat.now(card).buttons] == ["👤 Profile"]


async def test_every_chat_gets_the_news_and_every_edit(
    chat: Chat, stranger: Chat, paper: Paper, database: Database, net: Net
) -> None:
    async with database.write() as session:
        await members.add(
            session,
            Member(id=TelegramUserId(STRANGER), role=Role.OWNER, name="Sam", reachable=True, added_at=NOW),
        )
    await stranger.ask("/start")
    net.waiting = [JONAS]
    await paper.happens(request_event())
    await chat.bot.round()
    await chat.press(chat.last(), "Ignore")
    await chat.bot.round()
    assert "🙈 Ignored by You" in stranger.last().text
    toast = await stranger.press_data(stranger.last(), f"v1:approve:8:{int(NOW.timestamp())}")
    assert toast.startswith("Already ignored by You, 14:02")


async def test_a_sentence_is_told_as_it_is(chat: Chat, paper: Paper) -> None:
    await paper.says("baseline", "Watching 4 lists & <3 photos.")
    await chat.bot.round()
    assert chat.last().text == "ℹ️ Watching 4 lists & <3 photos."  # noqa: RUF001 - the sign is meant


async def test_many_news_become_one_message_but_decisions_stay(chat: Chat, paper: Paper) -> None:
    before = len(chat.seen())
    for number in range(1, 10):
        await paper.happens(media_event(number), wish(ActionKind.LIKE, f"{number}_7"))
    await paper.says("hello", "The rules changed.")
    await paper.happens(request_event())
    await chat.bot.round()
    digest, card = chat.seen()[before:]
    assert "10 things happened meanwhile" in digest.text
    assert "❤️ Liked: 9 times" in digest.text
    assert "The rules changed." in digest.text
    assert "wants to follow you" in card.text
    await paper.moves(media_event(3).key, ActionState.FAILED)
    await chat.bot.round()
    assert len(chat.seen()) == before + 2, "what the digest told is not told again"


async def test_as_many_as_fit_come_one_by_one(chat: Chat, paper: Paper) -> None:
    before = len(chat.seen())
    for number in range(1, 9):
        await paper.happens(media_event(number), wish(ActionKind.LIKE, f"{number}_7"))
    await chat.bot.round()
    assert len(chat.seen()) == before + 8


async def test_nothing_is_told_before_start(bot: ChatBot, box: TelegramSandbox, paper: Paper) -> None:
    await paper.happens(media_event(), LIKE)
    await bot.round()
    chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
    assert chat.seen() == []
    await chat.ask("/start")
    await bot.round()
    assert "❤️ Liked" in chat.last().text


async def test_who_cannot_be_written_to_is_left_alone_until_they_are_back(
    chat: Chat, paper: Paper, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    chat.visitor.block(blocked=True)
    async with database.write() as session:
        # The word of the block has not come yet.
        await members.set_reachable(session, TelegramUserId(OWNER), reachable=True)
    await chat.settled()
    async with database.write() as session:
        await members.set_reachable(session, TelegramUserId(OWNER), reachable=True)
    await paper.happens(media_event(), LIKE)
    await chat.bot.round()
    assert "cannot be written to" in caplog.text
    async with database.read() as session:
        assert not (await members.all_of(session))[0].reachable
    chat.visitor.block(blocked=False)
    await chat.ask("/start")
    await chat.bot.round()
    assert "❤️ Liked" in chat.last().text


async def test_a_removed_message_comes_back_only_for_a_decision(chat: Chat, paper: Paper) -> None:
    await paper.happens(media_event(), LIKE)
    await paper.happens(request_event(), wish(ActionKind.APPROVE, "8"), state=ActionState.AWAITING_APPROVAL)
    await chat.bot.round()
    for told in chat.seen()[-2:]:
        await chat.bot._application.bot.delete_message(OWNER, told.id)
    before = len(chat.seen())
    await paper.moves(media_event().key, ActionState.FAILED)
    await paper.moves(request_key(), ActionState.AWAITING_APPROVAL)
    await chat.bot.round()
    assert len(chat.seen()) == before + 1
    assert "wants to follow you" in chat.last().text


async def test_what_is_unknown_is_not_told(chat: Chat, database: Database) -> None:
    before = len(chat.seen())
    async with database.write() as session:
        await notices.tell(session, ACCOUNT, "media:404", NOW)
    await chat.bot.round()
    await chat.bot.round()
    assert len(chat.seen()) == before
    async with database.read() as session:
        assert await notices.outdated(session, ChatId(OWNER), NOW, 10) == []
