from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from domain.errors import RetryableError
from tests.unit.bot.world import until

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat


async def test_commands_do_not_mind_the_case(chat: Chat) -> None:
    assert "is watching" in (await chat.ask("/Status")).text


async def test_a_command_by_button_is_the_command(chat: Chat) -> None:
    hello = await chat.ask("/start")
    assert await chat.press(hello, "Status") == ""
    assert "is watching" in chat.last().text


@pytest.mark.parametrize("grace", [0.0])
async def test_a_slow_press_is_answered_before_it_is_done(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    net.hold = asyncio.Event()
    query = chat.visitor.press(card.id, str(card.button("♥").callback_data))
    await until(lambda: any(answer.query_id == query for answer in chat.visitor.answers()))
    assert not net.hold.is_set()
    assert chat.now(card).button("♥ 214").callback_data
    net.hold.set()
    await chat.settled()
    assert chat.now(card).button("❤️ 215").callback_data


@pytest.mark.parametrize("grace", [0.0])
async def test_a_slow_press_that_fails_is_said_in_a_message(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    net.hold = asyncio.Event()
    net.trouble["user"] = RetryableError("Instagram is busy.", delay=60)
    query = chat.visitor.press(card.id, str(card.button("👤 mira").callback_data))
    await until(lambda: any(answer.query_id == query for answer in chat.visitor.answers()))
    net.hold.set()
    await chat.settled()
    assert chat.last().text == "⚠ Instagram is busy."


async def test_a_double_tap_changes_nothing(chat: Chat) -> None:
    card = await chat.ask("/tag sunset")
    data = str(card.button("▶").callback_data)
    chat.visitor.press(card.id, data)
    chat.visitor.press(card.id, data)
    await chat.settled()
    assert "2 of 20" in chat.now(card).text
    assert "Something went wrong" not in chat.last().text


async def test_a_flooded_answer_comes_after_the_pause(chat: Chat) -> None:
    gate = chat.box.flood
    gate.limit = 0
    sent = chat.visitor.send("/status")
    await until(lambda: any(call["status"] == 429 for call in chat.box._platform.calls.latest()))
    gate.limit = None
    await chat.settled()
    assert chat.last().id > sent
    assert "is watching" in chat.last().text
