from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain.plans import Mode
from storage import standings
from storage.standings import Standing
from tests.unit.bot.world import NOW

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.bot.world import Chat

WAITING = Standing(rule="local-sunsets", content="abc", wanted=Mode.AUTO, granted=Mode.ASK)


async def put(database: Database, *some: Standing) -> None:
    async with database.write() as session:
        await standings.put(session, some)


async def granted(database: Database) -> Mode | None:
    async with database.read() as session:
        found = await standings.get(session, "local-sunsets")
    return found.granted if found else None


@pytest.mark.parametrize("now", ["now", "--now", "—now", "Now"])
async def test_a_rule_is_promoted_at_once(chat: Chat, database: Database, now: str) -> None:
    await put(database, WAITING)
    assert "local-sunsets has not matched yet" in (await chat.ask("/promote local-sunsets")).text
    assert await granted(database) is Mode.ASK
    assert (await chat.ask(f"/promote local-sunsets {now}")).text == "local-sunsets may act by itself in a moment."
    assert await granted(database) is Mode.AUTO


async def test_without_a_name_those_that_wait_are_listed(chat: Chat, database: Database) -> None:
    assert (await chat.ask("/promote")).text == "Every rule goes as far as its file says."
    await put(database, WAITING, replace(WAITING, rule="gone"))
    assert "• local-sunsets has not matched yet" in (await chat.ask("/promote")).text
    await put(database, replace(WAITING, matches=3, first_matched_at=NOW))
    text = (await chat.ask("/promote")).text
    assert "• local-sunsets: 3 matches since " in text
    assert "gone" not in text


async def test_a_rule_that_is_not_there_is_said(chat: Chat) -> None:
    assert (await chat.ask("/promote moons")).text == "There is no rule 'moons'."
