from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from bot.phrasing import Present
from bot.screens.sources import SourceFigures, overview
from domain.sources import Source
from networks.budget import BudgetView
from storage import sources
from tests.unit.bot.world import ACCOUNT, NOW

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.bot.world import Chat

BUSY = SourceFigures(
    name="#sunset",
    rate=12.5,
    last=NOW - timedelta(minutes=5),
    due=NOW + timedelta(minutes=3),
    delay=45.0,
    calls=50.0,
    every=timedelta(minutes=10),
    failures=2,
    error="The network <was> busy.",
)


async def test_every_list_is_shown(chat: Chat, database: Database) -> None:
    nothing = await chat.ask("/sources")
    assert nothing.text.startswith("Nothing is watched yet.")
    wishes = {Source.parse("tag:sunset"): timedelta(minutes=5), Source.parse("user:7"): None}
    async with database.write() as session:
        await sources.sync(session, ACCOUNT, wishes, NOW)
    said = await chat.ask("/sources")
    assert said.text.startswith("2 lists watched\n4,980 of 5,000 calls left this hour\n\n")
    assert "#sunset\nnot looked at yet, next now\nnothing learned yet · " in said.text
    assert "promised every 5 min" in said.text
    await chat.press(said, "↻ Anew")
    assert chat.last().text == said.text


def test_a_list_has_all_its_figures() -> None:
    screen = overview([BUSY], BudgetView(limit=5000, remaining=12), Present(now=NOW, zone=UTC))
    assert "looked 5 min ago, next in 3 min\n12 an hour · found after 45 s · 1.0% of the hour's calls" in screen.text
    assert "⚠ 2 errors in a row: The network &lt;was&gt; busy." in screen.text
