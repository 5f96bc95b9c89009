from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from telegram import Update

from bot.service import ChatBot
from domain.ids import TelegramUserId
from domain.secrets import SecretText
from storage import members
from tests.unit.bot.world import OWNER, STRANGER, TOKEN, Chat

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from bot.connections import Connections
    from sandbox.telegram.server import TelegramSandbox
    from storage.database import Database
    from tests.unit.bot.world import Net, SteppedClock

Json = dict[str, Any]

GROUP = {"id": -100, "type": "supergroup", "title": "A group"}
CHANNEL = {"id": -200, "type": "channel", "title": "A channel"}
OWN_CHAT = {"id": OWNER, "type": "private"}
STRANGE_CHAT = {"id": STRANGER, "type": "private"}
ME = {"id": 123456, "is_bot": True, "first_name": "Likewise", "username": "likewise_bot"}


def user(number: int) -> Json:
    return {"id": number, "is_bot": False, "first_name": "Sam"}


def message(sender: Json | None, chat: Json, text: str = "/status", **more: Any) -> Json:  # noqa: ANN401 - whatever the wire says
    entities = (
        [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}] if text[0] == "/" else []
    )
    body: Json = {"message_id": 5, "date": 1700000000, "chat": chat, "text": text, "entities": entities, **more}
    return body | ({"from": sender} if sender else {})


def press(sender: Json, chat: Json, data: str = "v1:run:status") -> Json:
    return {"id": "77", "from": sender, "chat_instance": "c", "data": data, "message": message(ME, chat, "hi")}


def came(chat: Json, sender: Json, status: str) -> Json:
    member = {"user": ME, "status": status, **({"until_date": 0} if status == "kicked" else {})}
    old = {"user": ME, "status": "left"}
    return {"chat": chat, "from": sender, "date": 1700000000, "old_chat_member": old, "new_chat_member": member}


FORWARDED: Json = {"forward_origin": {"type": "hidden_user", "date": 1700000000, "sender_user_name": "x"}}

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


async def deal_with(bot: ChatBot, update: Json) -> None:
    """Hand an update to the running bot as if Telegram had sent it."""
    parsed = Update.de_json({"update_id": 9000, **update}, bot._application.bot)
    await bot._application.process_update(parsed)


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


class TestPairing:
    async def test_a_code_makes_a_member_once(
        self,
        running: Callable[..., AbstractAsyncContextManager[ChatBot]],
        box: TelegramSandbox,
        database: Database,
    ) -> None:
        async with running() as bot:
            code = await bot.pairing_code()
            assert code is not None
            you = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
            assert await you.send("/start") is None
            hello = await you.ask(f"/start {code}")
            assert "Your code is used up" in hello.text
            assert all(code not in seen.text for seen in you.visitor.messages()), "the code is taken away"
            assert (await you.ask("/status")).text
            assert await bot.pairing_code() is None
            sam = Chat(box=box, bot=bot, visitor=box.visitor(STRANGER))
            assert await sam.send(f"/start {code}") is None
            async with database.read() as session:
                listed = await members.all_of(session)
            assert [(member.id, member.name, member.reachable) for member in listed] == [(OWNER, "You", True)]

    @pytest.mark.parametrize(
        "how",
        [
            pytest.param({"forward_origin": FORWARDED["forward_origin"]}, id="forwarded"),
            pytest.param({"via_bot": ME}, id="via another bot"),
            pytest.param({"chat": GROUP}, id="in a group"),
        ],
    )
    async def test_a_code_counts_only_where_its_owner_types_it(
        self, running: Callable[..., AbstractAsyncContextManager[ChatBot]], database: Database, how: Json
    ) -> None:
        async with running() as bot:
            code = await bot.pairing_code()
            sent = message(user(STRANGER), STRANGE_CHAT, f"/start {code}") | how
            await deal_with(bot, {"message": sent})
            await deal_with(bot, {"edited_message": message(user(STRANGER), STRANGE_CHAT, f"/start {code}")})
            async with database.read() as session:
                assert await members.all_of(session) == []

    async def test_an_old_code_is_like_a_wrong_one(
        self,
        running: Callable[..., AbstractAsyncContextManager[ChatBot]],
        box: TelegramSandbox,
        clock: SteppedClock,
    ) -> None:
        async with running() as bot:
            code = await bot.pairing_code()
            clock.step(15 * 60)
            you = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
            assert await you.send(f"/start {code}") is None

    async def test_wrong_codes_are_noted_and_limited(
        self,
        running: Callable[..., AbstractAsyncContextManager[ChatBot]],
        box: TelegramSandbox,
        clock: SteppedClock,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        caplog.set_level(logging.INFO)
        async with running() as bot:
            code = await bot.pairing_code()
            sam = Chat(box=box, bot=bot, visitor=box.visitor(STRANGER))
            for n in range(8):
                assert await sam.send(f"/start wrong-{n}") is None
            assert sum("a code that is not valid" in line for line in caplog.messages) == 5
            assert "wrong-" not in caplog.text
            assert await sam.send(f"/start {code}") is None, "even the right code, for a quarter of an hour"
            clock.step(14 * 60)
            fresh = await bot.pairing_code()
            clock.step(60)
            assert (await sam.ask(f"/start {fresh}")).text


class TestReach:
    async def test_a_member_who_blocked_the_bot_is_left_alone(self, chat: Chat, database: Database) -> None:
        chat.visitor.block(blocked=True)
        await chat.settled()
        assert not await reachable(database)
        chat.visitor.block(blocked=False)
        await chat.ask("/start")
        assert await reachable(database)

    async def test_coming_back_counts_without_a_word(self, chat: Chat, database: Database) -> None:
        await deal_with(chat.bot, {"my_chat_member": came(OWN_CHAT, user(OWNER), "kicked")})
        assert not await reachable(database)
        await deal_with(chat.bot, {"my_chat_member": came(OWN_CHAT, user(OWNER), "member")})
        assert await reachable(database)


async def reachable(database: Database) -> bool:
    async with database.read() as session:
        member = await members.get(session, TelegramUserId(OWNER))
    return member is not None and member.reachable


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
