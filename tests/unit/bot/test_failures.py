from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat


async def test_an_unforeseen_error_has_a_number_in_chat_and_log(
    chat: Chat, net: Net, caplog: pytest.LogCaptureFixture
) -> None:
    net.trouble["tag_media"] = ZeroDivisionError("a secret detail")
    said = (await chat.ask("/tag sunset")).text
    found = re.fullmatch(r"Something went wrong here. The log has it under the number ([0-9a-f]{6}).", said)
    assert found
    assert f"it has the number {found[1]}" in caplog.text
    assert "ZeroDivisionError" in caplog.text


async def test_a_press_that_fails_unforeseen_ends_its_spinner(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    net.trouble["user"] = ZeroDivisionError()
    assert await chat.press(card, "👤 mira") == ""
    assert "under the number" in chat.last().text


async def test_the_bot_goes_on_after_an_error(chat: Chat, net: Net) -> None:
    net.trouble["tag_media"] = ZeroDivisionError()
    await chat.ask("/tag sunset")
    net.trouble.clear()
    assert "#sunset · 1 of 20" in (await chat.ask("/tag sunset")).text


@pytest.mark.parametrize("blocked", [True, False])
async def test_reporting_never_raises(chat: Chat, net: Net, blocked: bool) -> None:  # noqa: FBT001 - a column of the table
    net.trouble["requested_by"] = ZeroDivisionError()
    chat.visitor.send("/requests")
    chat.visitor.block(blocked=blocked)
    await chat.settled()
    chat.visitor.block(blocked=False)
    assert "is watching" in (await chat.ask("/status")).text
