from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.telegram.errors import ApiError
from sandbox.telegram.flood import FloodGate

if TYPE_CHECKING:
    from sandbox.telegram.server import TelegramSandbox
    from sandbox.telegram.visitor import Visitor
    from tests.unit.sandbox.telegram.conftest import Call, Times


def test_the_limit_holds_over_a_sliding_second(times: Times) -> None:
    gate = FloodGate(times.seconds, limit=3)
    gate.enter(2)
    times.later(0.6)
    gate.enter()
    with pytest.raises(ApiError) as caught:
        gate.enter()
    assert (caught.value.status, caught.value.retry_after) == (429, 1)
    times.later(0.4)
    gate.enter(2)


def test_an_album_counts_each_picture(times: Times) -> None:
    gate = FloodGate(times.seconds, limit=9)
    with pytest.raises(ApiError):
        gate.enter(10)
    gate.enter(9)


def test_it_can_be_switched_off(times: Times) -> None:
    gate = FloodGate(times.seconds, limit=None)
    gate.enter(1000)
    gate.enter(1000)


@pytest.mark.usefixtures("you")
async def test_the_answer_says_when_to_try_again(box: TelegramSandbox, call: Call) -> None:
    box.flood.limit = 1
    assert (await call("sendMessage", chat_id=1001, text="one"))["ok"]
    assert await call("sendMessage", chat_id=1001, text="two") == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }


async def test_edits_count_too(box: TelegramSandbox, you: Visitor, call: Call) -> None:
    await call("sendMessage", chat_id=1001, text="one")
    box.flood.limit = 1
    edit = {"chat_id": 1001, "message_id": you.messages()[-1].id, "text": "two"}
    assert (await call("editMessageText", **edit))["error_code"] == 429
