from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat


@pytest.mark.parametrize("typed", ["hello", "#two words", "#", "@", "what is # this", "v1:run:pause", "!", "…"])
async def test_free_text_is_never_met_with_silence(chat: Chat, typed: str) -> None:
    answer = await chat.ask(typed)
    assert answer.text == "I did not get that. Try one of these:"
    assert [button.text for button in answer.buttons] == ["/requests", "/status", "/help"]


async def test_what_is_nearly_a_command_is_suggested_first(chat: Chat) -> None:
    answer = await chat.ask("stauts of things")
    assert [button.text for button in answer.buttons] == ["/status", "/requests", "/help"]


@pytest.mark.parametrize(
    "typed",
    [
        "show me sunset pictures",
        "Please show me some photos of #sunset!",
        "sunset photos",
        "tag sunset",
        "pictures of the sunset",
    ],
)
async def test_a_read_in_words_is_done_at_once(chat: Chat, typed: str) -> None:
    assert (await chat.ask(typed)).text.startswith("#sunset · 1 of 20")


async def test_a_write_in_words_asks_first(chat: Chat) -> None:
    question = await chat.ask("pause")
    assert question.text == "Shall I do /pause?"
    assert "paused" not in (await chat.ask("/status")).text
    await chat.press(question, "Yes")
    assert chat.now(question).text == "→ /pause"
    assert chat.now(question).buttons == ()
    assert "paused" in chat.last().text.lower()


async def test_a_write_that_was_not_meant_is_not_done(chat: Chat, net: Net) -> None:
    question = await chat.ask("mute @mira 30d")
    assert question.text == "Shall I do /mute @mira 30d?"
    await chat.press(question, "No")
    assert chat.now(question).text == "All right, nothing was done."
    assert "Nobody is muted" in (await chat.ask("/mute")).text
    assert net.calls == []
