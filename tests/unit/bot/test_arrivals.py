from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from domain.ids import TelegramUserId
from storage import members
from tests.unit.bot.updates import FORWARDED, GROUP, ME, OWN_CHAT, STRANGE_CHAT, Json, came, deal_with, message, user
from tests.unit.bot.world import OWNER, STRANGER, Chat

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from bot.service import ChatBot
    from sandbox.telegram.server import TelegramSandbox
    from storage.database import Database
    from tests.unit.bot.world import SteppedClock


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

    async def test_wrong_codes_are_noted_and_lock_nobody_out(
        self,
        running: Callable[..., AbstractAsyncContextManager[ChatBot]],
        box: TelegramSandbox,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        caplog.set_level(logging.INFO, logger="bot")
        async with running() as bot:
            code = await bot.pairing_code()
            sam = Chat(box=box, bot=bot, visitor=box.visitor(STRANGER))
            for n in range(8):
                assert await sam.send(f"/start wrong-{n}") is None
            assert sum("a code that is not valid" in line for line in caplog.messages) == 8
            assert "wrong-" not in caplog.text
            assert (await sam.ask(f"/start {code}")).text


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
