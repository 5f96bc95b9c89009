from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.telegram.visitor import VisitorError

if TYPE_CHECKING:
    from sandbox.telegram.server import TelegramSandbox
    from sandbox.telegram.visitor import Visitor
    from tests.unit.sandbox.telegram.conftest import Call

KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}, {"text": "Web", "url": "https://e.org"}]]}


@pytest.fixture
async def card(call: Call, you: Visitor) -> int:
    await call("sendMessage", chat_id=1001, text="card", reply_markup=KEYBOARD)
    return you.messages()[-1].id


def test_nobody_else_is_here(box: TelegramSandbox) -> None:
    with pytest.raises(VisitorError, match=r"3.*1001, 2002"):
        box.visitor(3)


def test_the_first_message_starts_the_chat(box: TelegramSandbox) -> None:
    sam = box.visitor(2002)
    assert sam.state()["started"] is False
    sam.send("/start CODE")
    assert sam.state()["started"] is True
    assert box.visitor(1001).messages() == []


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        pytest.param("", False, id="nothing"),
        pytest.param(" \n", False, id="only space"),
        pytest.param("😀" * 2048, True, id="4096 units"),
        pytest.param("😀" * 2048 + "x", False, id="4097 units"),
    ],
)
def test_a_message_has_one_to_4096_units(you: Visitor, text: str, *, fits: bool) -> None:
    if fits:
        assert you.send(text)
        return
    with pytest.raises(VisitorError, match="1 to 4096"):
        you.send(text)


async def test_only_buttons_that_are_there_can_be_pressed(you: Visitor, card: int) -> None:
    assert you.press(card, "go")
    with pytest.raises(VisitorError, match="no button with the data 'other'"):
        you.press(card, "other")
    assert you.press(card, "other", forge=True)


async def test_even_a_forged_press_stays_in_its_own_chat(box: TelegramSandbox, you: Visitor, card: int) -> None:
    sam = box.visitor(2002)
    sam.send("hi")
    with pytest.raises(VisitorError, match="no message"):
        sam.press(card, "go", forge=True)
    with pytest.raises(VisitorError):
        you.press(you.messages()[0].id, "go", forge=True)


async def test_a_button_is_found_by_its_words(you: Visitor, card: int) -> None:
    message = you.messages()[-1]
    assert (message.id, message.button("We").url) == (card, "https://e.org")
    with pytest.raises(VisitorError, match="there are: 'Go', 'Web'"):
        message.button("Stop")


def test_who_blocked_the_bot_cannot_write(you: Visitor) -> None:
    you.block(blocked=True)
    with pytest.raises(VisitorError, match="unblock"):
        you.send("hi")
    with pytest.raises(VisitorError, match="unblock"):
        you.place(1, 1)
    you.block(blocked=False)
    assert you.send("hi")


def test_a_place_is_on_earth(you: Visitor) -> None:
    you.place(-90, 180)
    for latitude, longitude in ((90.5, 0), (0, 181), (float("nan"), 0)):
        with pytest.raises(VisitorError, match="between -90 and 90"):
            you.place(latitude, longitude)


def test_only_a_message_of_the_chat_can_be_answered(you: Visitor) -> None:
    answer = you.send("yes", reply_to=you.messages()[0].id)
    replied = you.messages()[-1].raw["reply_to_message"]
    assert isinstance(replied, dict)
    assert (replied["text"], you.messages()[-1].id) == ("/start", answer)
    with pytest.raises(VisitorError, match="no message 99"):
        you.send("yes", reply_to=99)
