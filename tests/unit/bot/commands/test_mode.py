from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain.plans import Mode
from storage import standings
from storage.standings import Hold, Standing
from tests.unit.bot.world import NOW

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.bot.world import Chat

RULE = "local-sunsets"
FREE = Standing(rule=RULE, content="abc", wanted=Mode.AUTO, granted=Mode.AUTO)
SAID = "In a moment local-sunsets goes "


@pytest.fixture
async def ruled(chat: Chat, database: Database) -> Chat:
    async with database.write() as session:
        await standings.put(session, [FREE])
    return chat


async def hold_of(database: Database) -> tuple[Mode | None, str | None] | None:
    async with database.read() as session:
        found = await standings.get(session, RULE)
    return (found.hold.mode, found.hold.version) if found and found.hold else None


@pytest.mark.parametrize(
    ("typed", "answer", "expected"),
    [
        ("watch", f"{SAID}no further than watch, until you say otherwise.", (Mode.WATCH, None)),
        ("ASK", f"{SAID}no further than ask, until you say otherwise.", (Mode.ASK, None)),
        ("ask until changed", f"{SAID}no further than ask, until its file changes.", (Mode.ASK, "abc/auto")),
        ("auto", f"{SAID}as far as it may: auto.", (None, None)),
        ("default", f"{SAID}as far as it may: auto.", (None, None)),
        ("off", f"Say /mode {RULE} watch, ask, auto, default, and until changed if it is to end with that.", None),
    ],
)
async def test_a_rule_goes_at_most_as_far_as_somebody_says(
    ruled: Chat, database: Database, typed: str, answer: str, expected: tuple[Mode | None, str | None] | None
) -> None:
    assert (await ruled.ask(f"/mode {RULE} {typed}")).text == answer
    assert await hold_of(database) == expected


async def test_nobody_goes_further_than_the_file_says(ruled: Chat, database: Database) -> None:
    async with database.write() as session:
        await standings.put(session, [replace(FREE, rule="calm-sunsets", wanted=Mode.WATCH, granted=Mode.WATCH)])
    refused = "calm-sunsets goes no further than its file says: watch; write mode: auto there first."
    assert (await ruled.ask("/mode calm-sunsets auto")).text == refused
    assert [one.text for one in (await ruled.ask("/mode calm-sunsets")).buttons] == ["👀 Watch"]


async def test_auto_goes_through_promotion(ruled: Chat, database: Database) -> None:
    async with database.write() as session:
        await standings.put(session, [replace(FREE, granted=Mode.ASK)])
    assert "has not matched yet since it asks" in (await ruled.ask(f"/mode {RULE} auto")).text
    assert (await ruled.ask(f"/mode {RULE} auto now")).text == f"{RULE} may act by itself in a moment."


async def test_what_is_held_back_is_listed(ruled: Chat, database: Database) -> None:
    assert (await ruled.ask("/mode")).text.startswith("No rule is held back.")
    held = Hold(mode=Mode.ASK, version="abc/auto", by="Ana", at=NOW)
    async with database.write() as session:
        await standings.put(session, [replace(FREE, hold=held), replace(FREE, rule="gone", hold=held)])
    text = (await ruled.ask("/mode")).text
    line = "• local-sunsets goes no further than ask until its file changes, as Ana said; that says auto."
    assert line in text
    assert "gone" not in text
    assert (await ruled.ask("/mode moons watch")).text == "There is no rule 'moons'."


async def test_the_buttons_do_the_same(ruled: Chat, database: Database) -> None:
    card = await ruled.ask(f"/mode {RULE}")
    assert card.text == "local-sunsets goes as far as auto; its file says auto."
    assert [one.text for one in card.buttons] == ["👀 Watch", "⚖ Ask", "🤖 Auto"]
    assert await ruled.press(card, "👀 Watch") == f"{SAID}no further than watch, until you say otherwise."
    now = ruled.now(card)
    assert now.text == "local-sunsets goes no further than watch, as You said; its file says auto."
    assert await hold_of(database) == (Mode.WATCH, None)
    assert await ruled.press(now, "As its file says") == f"{SAID}as far as it may: auto."
    assert await hold_of(database) == (None, None)


@pytest.mark.parametrize("data", ["v1:mode:local-sunsets:off", "v1:mode:moons:watch", "v1:mode:local-sunsets"])
async def test_what_no_button_says_is_out_of_date(ruled: Chat, data: str) -> None:
    card = await ruled.ask(f"/mode {RULE}")
    assert await ruled.press_data(card, data) == "That button is out of date."
