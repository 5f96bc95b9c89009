from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.lists import KEPT_FOR

if TYPE_CHECKING:
    from tests.unit.bot.world import Chat, SteppedClock


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("/tga sunset", "/tag sunset", id="the argument comes along"),
        pytest.param("/stauts", "/status", id="two letters swapped"),
        pytest.param("/requets", "/requests", id="a letter is missing"),
        pytest.param("/status@other_bot", "/status", id="addressed to another bot"),
        pytest.param("/xyzzy one two", "/help", id="nothing like it"),
        pytest.param("/muet @mira 30d", "/mute @mira 30d", id="more than a button holds"),
    ],
)
async def test_an_unknown_command_offers_the_nearest(chat: Chat, typed: str, offered: str) -> None:
    answer = await chat.ask(typed)
    name = typed[1:].replace("@", " ").split(maxsplit=1)[0]
    assert answer.text == f"I do not know /{name}. Did you mean {offered}?"
    assert [button.text for button in answer.buttons] == ["Yes"]
    await chat.press(answer, "Yes")
    assert chat.now(answer).text == f"→ {offered}"
    assert chat.last().id != answer.id


async def test_yes_is_said_once(chat: Chat, clock: SteppedClock) -> None:
    answer = await chat.ask("/stauts")
    data = str(answer.button("Yes").callback_data)
    await chat.press_data(answer, data)
    before = len(chat.seen())
    assert await chat.press_data(answer, data) == "That button is out of date."
    assert len(chat.seen()) == before
    later = await chat.ask("/stauts")
    clock.step(KEPT_FOR.total_seconds() + 1)
    assert await chat.press(later, "Yes") == "That button is out of date."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("/request", "Nobody waits", id="singular"),
        pytest.param("/tags_ sunset", "#sunset", id="plural, with a line"),
        pytest.param("/unpause", "Nothing was paused", id="another word"),
    ],
)
async def test_other_names_are_taken_silently(chat: Chat, typed: str, said: str) -> None:
    assert said in (await chat.ask(typed)).text
