from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.service import ChatBot
from domain.ids import TelegramUserId
from domain.secrets import SecretText
from tests.unit.bot.updates import (
    CHANNEL,
    FORWARDED,
    GROUP,
    ME,
    OWN_CHAT,
    STRANGE_CHAT,
    Json,
    came,
    deal_with,
    message,
    press,
    user,
)
from tests.unit.bot.world import OWNER, STRANGER, TOKEN, Chat

if TYPE_CHECKING:
    from datetime import datetime

    from bot.connections import Connections
    from sandbox.telegram.server import TelegramSandbox
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import SteppedClock

REFUSED = [
    pytest.param({"message": message(user(STRANGER), STRANGE_CHAT)}, id="a stranger's command"),
    pytest.param({"message": message(user(STRANGER), STRANGE_CHAT, "/start")}, id="a stranger's start"),
    pytest.param({"message": message(user(STRANGER), STRANGE_CHAT, "#sunset")}, id="a stranger's words"),
    pytest.param({"callback_query": press(user(STRANGER), STRANGE_CHAT)}, id="a stranger's press"),
    pytest.param({"callback_query": press(user(STRANGER), OWN_CHAT)}, id="a press with the owner's message"),
    pytest.param({"callback_query": press(user(STRANGER), GROUP)}, id="a stranger's press in a group"),
    pytest.param({"callback_query": press(user(OWNER), GROUP)}, id="even the owner's press in a group"),
    pytest.param({"message": message(user(STRANGER), GROUP)}, id="a stranger in a group"),
    pytest.param({"message": message(user(OWNER), GROUP)}, id="the owner in a group"),
    pytest.param({"edited_message": message(user(STRANGER), STRANGE_CHAT)}, id="a stranger's edit"),
    pytest.param({"edited_message": message(user(OWNER), OWN_CHAT)}, id="the owner's edit"),
    pytest.param({"message": message(user(OWNER), OWN_CHAT, **FORWARDED)}, id="what the owner forwards"),
    pytest.param({"message": message(user(OWNER), OWN_CHAT, via_bot=ME)}, id="what another bot wrote for the owner"),
    pytest.param({"message": message(user(OWNER), GROUP, sender_chat=GROUP)}, id="an anonymous administrator"),
    pytest.param({"message": message(None, OWN_CHAT)}, id="a message from nobody"),
    pytest.param({"channel_post": message(None, CHANNEL)}, id="a post in a channel"),
    pytest.param({"edited_channel_post": message(None, CHANNEL)}, id="an edited post in a channel"),
    pytest.param(
        {"inline_query": {"id": "1", "from": user(OWNER), "query": "sunset", "offset": ""}}, id="an inline query"
    ),
    pytest.param({"my_chat_member": came(STRANGE_CHAT, user(STRANGER), "member")}, id="a stranger who comes back"),
    pytest.param({"chosen_inline_result": {"result_id": "1", "from": user(OWNER), "query": ""}}, id="a choice"),
    pytest.param({}, id="what nobody knows yet"),
]


def calls(box: TelegramSandbox) -> list[str]:
    """What the bot asked of Telegram, without looking for updates."""
    methods = (str(call["method"]) for call in box._platform.calls.latest())
    return [method for method in methods if method.lower() != "getupdates"]


@pytest.mark.parametrize("update", REFUSED)
async def test_nobody_else_gets_anything(chat: Chat, net: Net, update: Json) -> None:
    before, asked = calls(chat.box), list(net.calls)
    await deal_with(chat.bot, update)
    assert calls(chat.box) == before
    assert net.calls == asked


@pytest.mark.parametrize(
    "update",
    [
        pytest.param({"message": message(user(OWNER), OWN_CHAT)}, id="the owner's command"),
        pytest.param({"callback_query": press(user(OWNER), OWN_CHAT)}, id="the owner's press"),
    ],
)
async def test_the_owner_passes(chat: Chat, update: Json) -> None:
    before = len(chat.seen())
    await deal_with(chat.bot, update)
    assert len(chat.seen()) > before


async def test_a_strangers_chat_stays_silent(chat: Chat, stranger: Chat, net: Net) -> None:
    for text in ("/start", "/help", "/tag sunset", "#sunset", "hello"):
        assert await stranger.send(text) is None
    assert stranger.seen() == []
    assert net.calls == []
    assert chat.seen()


async def test_a_copied_button_is_not_even_answered(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    asked = list(net.calls)
    data = card.button("♥").callback_data
    update = {"callback_query": press(user(STRANGER), OWN_CHAT, str(data))}
    before = calls(chat.box)
    await deal_with(chat.bot, update)
    assert calls(chat.box) == before
    assert net.calls == asked


@pytest.mark.parametrize("adder", [OWNER, STRANGER])
async def test_groups_are_left(connections: Connections, box: TelegramSandbox, adder: int) -> None:
    left: list[str] = []
    inner = httpx.ASGITransport(app=box.app)

    async def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("leaveChat"):
            left.append((await request.aread()).decode())
            return httpx.Response(200, json={"ok": True, "result": True})
        return await inner.handle_async_request(request)

    wire = httpx.MockTransport(answer)
    owners = (TelegramUserId(OWNER),)
    async with ChatBot.open(connections, SecretText(TOKEN), owners=owners, transport=wire) as bot:
        await deal_with(bot, {"my_chat_member": came(GROUP, user(adder), "member")})
        await deal_with(bot, {"my_chat_member": came(GROUP, user(adder), "left")})
    assert left == ["chat_id=-100"]


async def test_a_gate_that_fails_stays_closed(
    connections: Connections, box: TelegramSandbox, clock: SteppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    works = True

    def fragile() -> datetime:
        if not works:
            raise OSError("the clock is gone")
        return clock()

    transport = httpx.ASGITransport(app=box.app)
    async with ChatBot.open(replace(connections, clock=fragile), SecretText(TOKEN), transport=transport) as bot:
        code = await bot.pairing_code()
        works = False
        sam = Chat(box=box, bot=bot, visitor=box.visitor(STRANGER))
        assert await sam.send(f"/start {code}") is None
        assert "The gate failed" in caplog.text
        assert str(code) not in caplog.text
