"""Deliveries over a line that loses calls and answers."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.service import ChatBot
from domain.ids import TelegramUserId
from domain.secrets import SecretText
from tests.unit.bot.world import OWNER, TOKEN, Chat, request_event

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.connections import Connections
    from sandbox.telegram.server import TelegramSandbox
    from tests.unit.bot.paper import Paper


class Wire(httpx.AsyncBaseTransport):
    """The way to the stand-in; `lose` breaks it for one method, before or after the call arrives."""

    def __init__(self, box: TelegramSandbox) -> None:
        self._inner = httpx.ASGITransport(app=box.app)
        self.lose: dict[str, Exception] = {}
        self.arrives = True

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        method = request.url.path.rpartition("/")[2]
        error = self.lose.get(method)
        if error is None:
            return await self._inner.handle_async_request(request)
        if self.arrives:
            await self._inner.handle_async_request(request)
        raise error


@pytest.fixture
def wire(box: TelegramSandbox) -> Wire:
    return Wire(box)


@pytest.mark.parametrize(
    ("loss", "copies"),
    [
        pytest.param((httpx.ReadTimeout("lost"), True), 1, id="arrived, and the answer was lost"),
        pytest.param((httpx.ReadTimeout("lost"), False), 0, id="lost on the way, which nobody can know"),
        pytest.param((httpx.ConnectError("down"), False), 1, id="surely not sent"),
    ],
)
async def test_mere_news_comes_at_most_once(
    connections: Connections,
    box: TelegramSandbox,
    wire: Wire,
    paper: Paper,
    loss: tuple[Exception, bool],
    copies: int,
) -> None:
    async with _with_owner(connections, box, wire) as chat:
        await paper.says("hello", "The rules changed.")
        wire.lose["sendMessage"], wire.arrives = loss
        await chat.bot.round()
        wire.lose.clear()
        chat.bot._delivery._resting_until.clear()
        await chat.bot.round()
        assert sum("The rules changed." in told.text for told in chat.seen()) == copies


async def test_while_the_line_is_down_no_more_than_one_is_at_stake(
    connections: Connections, box: TelegramSandbox, wire: Wire, paper: Paper
) -> None:
    async with _with_owner(connections, box, wire) as chat:
        texts = [f"Number {number}." for number in range(3)]
        for text in texts:
            await paper.says(text, text)
        wire.lose, wire.arrives = dict.fromkeys(("sendMessage", "sendChatAction"), httpx.ReadTimeout("lost")), False
        for _ in range(5):
            await chat.bot.round()
            chat.bot._delivery._resting_until = dict.fromkeys(chat.bot._delivery._resting_until, 0.0)
        wire.lose = {}
        await chat.bot.round()
        seen = " ".join(told.text for told in chat.seen())
        assert [text for text in texts if text not in seen] == texts[:1]


async def test_a_decision_comes_at_least_once(
    connections: Connections, box: TelegramSandbox, wire: Wire, paper: Paper
) -> None:
    async with _with_owner(connections, box, wire) as chat:
        await paper.happens(request_event())
        wire.lose, wire.arrives = {"sendMessage": httpx.ReadTimeout("lost")}, False
        await chat.bot.round()
        await chat.bot.round()
        assert len(chat.seen()) == 1, "the chat rests after a failure"
        wire.lose.clear()
        chat.bot._delivery._resting_until.clear()
        await chat.bot.round()
        await chat.bot.round()
        assert sum("wants to follow you" in told.text for told in chat.seen()) == 1


async def test_a_flooded_chat_rests_as_long_as_telegram_says(chat: Chat, paper: Paper) -> None:
    chat.box.flood.limit = 0
    await paper.says("hello", "The rules changed.")
    await chat.bot.round()
    chat.box.flood.limit = None
    before = len(chat.seen())
    await chat.bot.round()
    assert len(chat.seen()) == before
    chat.bot._delivery._resting_until.clear()
    await chat.bot.round()
    assert "The rules changed." in chat.last().text


async def test_a_message_that_telegram_refuses_holds_up_nothing(
    connections: Connections, box: TelegramSandbox, paper: Paper, caplog: pytest.LogCaptureFixture
) -> None:
    inner = httpx.ASGITransport(app=box.app)
    refusal = {"ok": False, "error_code": 400, "description": "Bad Request: PHOTO_ODD"}

    async def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("sendMessage") and b"never" in await request.aread():
            return httpx.Response(400, json=refusal)
        return await inner.handle_async_request(request)

    async with _with_owner(connections, box, httpx.MockTransport(answer)) as chat:
        await paper.says("bad", "This will never do.")
        await paper.says("hello", "The rules changed.")
        await chat.bot.round()
        assert chat.last().text.endswith("The rules changed.")
        await chat.bot.round()
        assert caplog.text.count("Telegram refused a message") == 1


@asynccontextmanager
async def _with_owner(
    connections: Connections, box: TelegramSandbox, transport: httpx.AsyncBaseTransport
) -> AsyncIterator[Chat]:
    owners = (TelegramUserId(OWNER),)
    async with ChatBot.open(connections, SecretText(TOKEN), owners=owners, transport=transport) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.ask("/start")
        yield chat
