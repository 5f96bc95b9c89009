from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.service import HANDLED, ChatBot
from domain.errors import ConfigError, RetryableError
from domain.ids import TelegramUserId
from domain.secrets import SecretText
from storage import members
from tests.unit.bot.world import DEADLINE, OWNER, TOKEN, Chat, until

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from bot.connections import Connections
    from sandbox.telegram.server import TelegramSandbox
    from tests.unit.bot.net import Net


def at_info(caplog: pytest.LogCaptureFixture) -> None:
    """As the program sets the loggers up."""
    caplog.set_level(logging.WARNING, logger="httpx")
    caplog.set_level(logging.INFO)


async def test_a_refused_token_is_a_matter_of_settings_and_not_shown(
    connections: Connections, box: TelegramSandbox, caplog: pytest.LogCaptureFixture
) -> None:
    at_info(caplog)
    wrong = SecretText("999999:wrong-token_of-nobody")
    with pytest.raises(ConfigError, match="refuses the bot's token") as raised:
        async with ChatBot.open(connections, wrong, transport=httpx.ASGITransport(app=box.app)):
            pass
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    assert "wrong-token" not in caplog.text


async def test_a_line_that_is_down_is_tried_again_later(connections: Connections) -> None:
    def down(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route")

    with pytest.raises(RetryableError, match="Telegram cannot be reached") as raised:
        async with ChatBot.open(connections, SecretText(TOKEN), transport=httpx.MockTransport(down)):
            pass
    assert raised.value.delay > 0


async def test_a_token_refused_later_ends_the_rounds(
    connections: Connections, box: TelegramSandbox, caplog: pytest.LogCaptureFixture
) -> None:
    inner = httpx.ASGITransport(app=box.app)
    revoked = False

    async def answer(request: httpx.Request) -> httpx.Response:
        if revoked:
            body = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            return httpx.Response(401, json=body)
        return await inner.handle_async_request(request)

    at_info(caplog)
    async with ChatBot.open(connections, SecretText(TOKEN), transport=httpx.MockTransport(answer)) as bot:
        await bot.round()
        revoked = True
        box.visitor(OWNER).send("hello")  # ends the poll that waits
        await until(lambda: bot._line.refused)
        with pytest.raises(ConfigError):
            await bot.round()
    assert "Polling had ended" in caplog.text


async def test_only_what_is_handled_is_asked_for(bot: ChatBot, box: TelegramSandbox) -> None:
    await until(lambda: box._platform.updates.allowed)
    assert set(box._platform.updates.allowed) == set(HANDLED)
    assert bot.username == "likewise_bot"


async def test_an_owner_is_a_member_from_the_start(bot: ChatBot, box: TelegramSandbox) -> None:
    assert await bot.pairing_code() is None
    chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
    assert "Hello You!" in (await chat.ask("/start")).text


async def test_a_second_start_keeps_members_and_messages(
    running: Callable[..., AbstractAsyncContextManager[ChatBot]], box: TelegramSandbox
) -> None:
    async with running(OWNER) as bot:
        await Chat(box=box, bot=bot, visitor=box.visitor(OWNER)).ask("/start")
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        before = len(chat.seen())
        await bot.round()
        assert len(chat.seen()) == before
        assert "is watching" in (await chat.ask("/status")).text


async def test_an_owner_whom_the_settings_no_longer_name_is_a_stranger(
    running: Callable[..., AbstractAsyncContextManager[ChatBot]], box: TelegramSandbox, connections: Connections
) -> None:
    async with running(OWNER) as bot:
        await Chat(box=box, bot=bot, visitor=box.visitor(OWNER)).ask("/start")
    async with running(), connections.database.read() as session:
        assert await members.all_of(session) == []


async def test_the_token_is_in_no_log(
    connections: Connections, box: TelegramSandbox, caplog: pytest.LogCaptureFixture
) -> None:
    at_info(caplog)
    transport = httpx.ASGITransport(app=box.app)
    owners = (TelegramUserId(OWNER),)
    async with ChatBot.open(connections, SecretText(TOKEN), owners=owners, transport=transport) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.ask("/start")
        await chat.ask("/tag sunset")
        await bot.round()
        assert TOKEN not in repr(bot)
    assert caplog.records
    assert "canary" not in caplog.text


async def test_an_answer_that_does_not_come_holds_up_the_end_only_shortly(
    running: Callable[..., AbstractAsyncContextManager[ChatBot]], box: TelegramSandbox, net: Net
) -> None:
    net.hold = asyncio.Event()
    async with asyncio.timeout(DEADLINE), running(OWNER) as bot:
        box.visitor(OWNER).send("/tag sunset")
        await until(lambda: net.calls)
        assert bot.username
    net.hold.set()
