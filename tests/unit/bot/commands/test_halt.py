from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.bot.world import NOW

if TYPE_CHECKING:
    from storage.halting import Halt
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat


async def test_a_halt_stops_everybody_and_ends_after_a_question(chat: Chat, halt: Halt, net: Net) -> None:
    said = await chat.ask("/halt")
    assert said.text.startswith("⛔ Halted by You on 2026-11-23 at 14:02 UTC.")
    card = await chat.ask("/tag sunset")
    await chat.press(card, "♥ 214")
    assert net.writes() == []
    assert "Nothing is written before /resume all." in (await chat.ask("/resume")).text
    asked = await chat.ask("/resume all")
    assert asked.text.endswith("End the halt? Rules and people write again at once.")
    assert halt.because() is not None
    await chat.press(asked, "Yes, go on")
    assert halt.because() is None
    await chat.press(chat.now(card), "♥ 214")
    assert net.writes() == ["like 1_7"]


async def test_a_second_halt_names_the_first(chat: Chat, halt: Halt) -> None:
    halt.begin(NOW, "the night watch")
    assert (await chat.ask("/halt")).text == "⛔ Halted by the night watch on 2026-11-23 at 14:02 UTC."
