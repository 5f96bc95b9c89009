from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.rules import handle
from domain.plans import ActionKind, Mode, RuleRef
from rules.loading import SourceText
from storage import rests, runs, standings
from storage.standings import Standing
from storage.states import ActionState
from tests.unit.bot.conftest import RULES
from tests.unit.bot.world import ACCOUNT, media_event, wish

if TYPE_CHECKING:
    from bot.connections import Connections
    from storage.database import Database
    from tests.unit.bot.paper import Paper
    from tests.unit.bot.world import Chat

RULE = "local-sunsets"


@pytest.fixture
def connections(connections: Connections) -> Connections:
    return replace(connections, texts=lambda: (SourceText(name="rules.yaml", text=RULES),))


@pytest.fixture
async def ruled(chat: Chat, database: Database) -> Chat:
    async with database.write() as session:
        standing = Standing(rule=RULE, content="abc", wanted=Mode.AUTO, granted=Mode.ASK, matches=3)
        await standings.put(session, [standing])
    return chat


async def resting(database: Database) -> set[str]:
    async with database.read() as session:
        return set(await rests.all_of(session))


@pytest.mark.parametrize(
    ("word", "head", "numbers"),
    [
        ("", "3 rules", ["▶ 1", "▶ 2", "▶ 3"]),
        ("watch", "1 rule with “watch”", ["▶ 2"]),
        ("on", "3 rules with “on”", ["▶ 1", "▶ 2", "▶ 3"]),
        ("Request", "1 rule with “request”", ["▶ 3"]),
        ("moons", "None of 3 rules has “moons” in it.", ["⚙ All rules"]),
    ],
)
async def test_rules_are_listed_and_searched(chat: Chat, word: str, head: str, numbers: list[str]) -> None:
    listed = await chat.ask(f"/rules {word}")
    assert listed.text.splitlines()[0] == head
    assert [one.text for one in listed.buttons] == numbers


async def test_a_number_opens_its_rule_and_leads_back(ruled: Chat, paper: Paper) -> None:
    await paper.happens(media_event(), wish(ActionKind.LIKE, "1_7"))
    listed = await ruled.ask("/rules")
    await ruled.press(listed, "▶ 1")
    page = ruled.now(listed)
    assert page.text.startswith("Local sunsets ⚡ acts\n1. local-sunsets\n\nA new photo with #sunset")
    assert "It asks until it is promoted; it has shown 3 matches so far." in page.text
    assert "Lately\n14:02 ❤️ like this: done" in page.text
    assert [one.text for one in page.buttons] == ["⏸ Pause", "⚖ Mode", "🚀 Promote", "📄 YAML", "↩ Rules"]
    await ruled.press(page, "↩ Rules")
    assert ruled.now(listed).text.startswith("3 rules")


@pytest.mark.parametrize("word", [RULE, "LOCAL-sunsets", "1"])
async def test_a_rule_is_named_by_id_or_number(chat: Chat, word: str) -> None:
    assert (await chat.ask(f"/rule {word}")).text.startswith("Local sunsets ⚡ acts")


@pytest.mark.parametrize("word", ["moons", "0", "4", "99999999999", "²"])
async def test_what_is_no_rule_is_told(chat: Chat, word: str) -> None:
    said = await chat.ask(f"/rule {word}")
    assert said.text == f"There is no rule '{word}'.\nName one by its id, or by its number in the list."
    await chat.press(said, "⚙ All rules")
    assert chat.now(said).text.startswith("3 rules")


async def test_a_slip_is_offered_as_what_was_meant(chat: Chat) -> None:
    said = await chat.ask("/rule local-sunset")
    assert said.text.endswith("Did you mean local-sunsets?")
    await chat.press(said, RULE)
    assert chat.now(said).text.startswith("Local sunsets")


async def test_the_yaml_of_a_rule_is_shown(chat: Chat) -> None:
    page = await chat.ask(f"/rule {RULE}")
    await chat.press(page, "📄 YAML")
    shown = chat.now(page)
    assert "id: local-sunsets" in shown.text
    assert "calm-sunsets" not in shown.text
    await chat.press(shown, "↩ Back")
    assert chat.now(page).text == page.text


async def test_a_rule_rests_and_goes_on_by_button(ruled: Chat, database: Database) -> None:
    page = await ruled.ask(f"/rule {RULE}")
    assert await ruled.press(page, "⏸ Pause") == "⏸ local-sunsets rests until you resume it; all else goes on."
    rests_now = ruled.now(page)
    assert rests_now.text.startswith("Local sunsets ⏸ rests")
    assert "⏸ Paused by You, 14:02; it only notes what it would do." in rests_now.text
    assert await resting(database) == {RULE}
    assert [one.text for one in (await ruled.ask("/rules paused")).buttons] == ["⏸ 1"]
    assert await ruled.press(rests_now, "▶ Resume") == "▶ local-sunsets goes on."
    assert await resting(database) == set()
    assert await ruled.press(rests_now, "▶ Resume") == "local-sunsets was not paused."


async def test_a_rule_rests_and_goes_on_by_word(ruled: Chat, database: Database) -> None:
    assert "local-sunsets rests until" in (await ruled.ask(f"/pause {RULE}")).text
    assert "everything" not in (await ruled.ask("/status")).text.lower()
    assert await resting(database) == {RULE}
    assert (await ruled.ask("/resume 1")).text == "▶ local-sunsets goes on."
    assert await resting(database) == set()


async def test_what_is_no_rule_pauses_nothing_unless_asked(ruled: Chat, database: Database) -> None:
    said = await ruled.ask("/pause moons")
    assert said.text.startswith("There is no rule 'moons'.")
    assert await resting(database) == set()
    await ruled.press(said, "⏸ Pause everything")
    assert ruled.last().text.startswith("⏸ Paused.")
    assert (await ruled.ask("/resume all")).text == "▶ Going on."


@pytest.mark.parametrize(
    "data", ["v1:rule:gone", "v1:rest:gone:on", "v1:rest:local-sunsets:off-and-on", "v1:yaml:gone"]
)
async def test_a_button_of_a_rule_that_is_gone_shows_those_that_are_there(chat: Chat, data: str) -> None:
    page = await chat.ask(f"/rule {RULE}")
    assert await chat.press_data(page, data) == "That button is out of date."
    assert chat.now(page).text.startswith("3 rules")


def test_a_button_carries_the_longest_of_ids() -> None:
    long = "a" * 99
    assert handle("short") == "short"
    assert len(handle(long)) <= 44
    assert handle(long) != handle(f"{long}a")


async def test_the_latest_wishes_are_those_of_the_rule_alone(database: Database, paper: Paper) -> None:
    other = (RuleRef(id="local", version="v1"),)
    await paper.happens(media_event(1), wish(ActionKind.LIKE, "1_7"))
    await paper.happens(media_event(2), wish(ActionKind.LIKE, "2_7", rules=other, because=(f'"{RULE}"',)))
    await paper.happens(media_event(3), wish(ActionKind.LIKE, "3_7"), state=ActionState.WATCHED)
    async with database.read() as session:
        assert [one.wish.target for one in await runs.latest(session, ACCOUNT, RULE, 5)] == ["3_7", "1_7"]
        assert [one.wish.target for one in await runs.latest(session, ACCOUNT, RULE, 1)] == ["3_7"]
        assert await runs.latest(session, ACCOUNT, "sunsets", 5) == []
