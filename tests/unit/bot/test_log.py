from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind
from storage import actions
from storage.states import ActionState
from tests.unit.bot.world import ACCOUNT, JONAS, RULE, Chat, media_event, photo, request_event, wish

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.bot.paper import Paper

OTHER = replace(RULE, id="calm-sunsets")


@pytest.fixture
async def chat(chat: Chat, paper: Paper) -> Chat:
    """Ten likes were done, the last for another person and rule, and somebody was approved."""
    for number in range(1, 10):
        await paper.happens(media_event(number), wish(ActionKind.LIKE, f"{number}_7"))
    await paper.happens(media_event(10, author=JONAS), wish(ActionKind.LIKE, "10_7", rules=(OTHER,)))
    await paper.happens(request_event(), wish(ActionKind.APPROVE, "8"))
    return chat


async def test_the_log_says_what_was_done_and_by_whom_and_pages(chat: Chat) -> None:
    shown = await chat.ask("/log")
    head, first, second, *_ = shown.text.splitlines()
    assert head == "📜 What was done · 1 to 8 of 11"
    assert first == "#11 · ✅ Approved · @jonask · local-sunsets · 14:02"
    assert second == "#10 · ❤️ Liked · @jonask · calm-sunsets · 14:02"
    assert "↩ #11" not in [button.text for button in shown.buttons], "an approval cannot be taken back"
    await chat.press(shown, "▶")
    older = chat.now(shown)
    assert "9 to 11 of 11" in older.text
    assert "#1 · ❤️ Liked · @mira" in older.text
    await chat.press(older, "◀")
    assert chat.now(shown).text == shown.text


@pytest.mark.parametrize(
    ("argument", "head", "count"),
    [
        pytest.param("calm-sunsets", "📜 What was done · calm-sunsets · 1 to 1 of 1", 1, id="one rule"),
        pytest.param("@jonask", "📜 What was done · @jonask · 1 to 2 of 2", 2, id="what one person met"),
        pytest.param("mira", "📜 What was done · @mira · 1 to 8 of 9", 8, id="without the sign"),
    ],
)
async def test_a_part_of_the_log_is_asked_for(chat: Chat, argument: str, head: str, count: int) -> None:
    lines = (await chat.ask(f"/log {argument}")).text.splitlines()
    assert lines[0] == head
    assert len(lines) == 1 + count


async def test_a_number_shows_what_it_is_about(chat: Chat) -> None:
    assert "❤️ Liked by calm-sunsets" in (await chat.ask("/log 10")).text


async def test_nothing_done_says_so(chat: Chat) -> None:
    assert (await chat.ask("/log real-people")).text.startswith("🌱 Nothing was done yet · real-people.")
    assert "There is nobody" in (await chat.ask("/log zzz")).text or "zzz" in chat.last().text


async def test_what_was_done_is_taken_back_after_a_question(chat: Chat, database: Database) -> None:
    log = await chat.ask("/log")
    await chat.press(log, "↩ #10")
    asked = chat.last()
    assert asked.text.splitlines()[0] == "↩ Take 1 action back?"
    yes = str(asked.button("Yes, take back 1").callback_data)
    await chat.press_data(asked, yes)
    assert chat.now(asked).text == "↩ You wanted 1 action back. It is done within the limits."
    async with database.read() as session:
        (back,) = await actions.on_target(session, ACCOUNT, ActionKind.UNLIKE, photo(10).id)
    assert (back.state, back.decided_by) == (ActionState.PENDING, "You")
    assert await chat.press_data(asked, yes) == "That button is out of date."
    assert "It is being taken back already." in (await chat.ask("/undo 10")).text


async def test_the_last_is_meant_without_a_number(chat: Chat) -> None:
    assert "An approval cannot be taken back." in (await chat.ask("/undo")).text


async def test_everything_of_a_rule_since_a_while_is_taken_back(chat: Chat, database: Database) -> None:
    asked = await chat.ask("/undo local-sunsets 2h")
    assert asked.text.splitlines()[0] == "↩ Take 9 actions back?"
    await chat.press(asked, "Yes, take back 9")
    assert "You wanted 9 actions back." in chat.now(asked).text
    async with database.read() as session:
        found = await actions.of_kind(session, ACCOUNT, ActionKind.UNLIKE, ActionState.PENDING)
    assert len(found) == 9


async def test_no_takes_nothing_back(chat: Chat, database: Database) -> None:
    asked = await chat.ask("/undo 10")
    await chat.press(asked, "No")
    assert chat.now(asked).text == "All right, nothing was done."
    async with database.read() as session:
        assert await actions.of_kind(session, ACCOUNT, ActionKind.UNLIKE, ActionState.PENDING) == []


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        pytest.param("/undo 999", "Nothing was found that could be taken back.", id="a number of nothing"),
        pytest.param("/undo local-sunsets", "Say how far back to go with the rule local-sunsets", id="a rule alone"),
        pytest.param("/undo ghosts 2h", "Nothing was found that could be taken back.", id="no such rule"),
    ],
)
async def test_what_cannot_be_taken_back_is_told(chat: Chat, words: str, answer: str) -> None:
    assert answer in (await chat.ask(words)).text


@pytest.mark.parametrize("data", ["v1:undo:nothing", "v1:log:-:x", "v1:log:nothing:0"])
async def test_data_of_no_button_is_out_of_date(chat: Chat, data: str) -> None:
    assert await chat.press_data(await chat.ask("/log"), data) == "That button is out of date."
