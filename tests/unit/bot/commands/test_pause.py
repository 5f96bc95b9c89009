from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage import accounts, switches
from storage.switches import Switch
from tests.unit.bot.world import ACCOUNT

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.bot.world import Chat, SteppedClock


async def paused(database: Database) -> str | None:
    async with database.read() as session:
        return await switches.get(session, Switch.PAUSED)


async def test_pause_and_resume_switch(chat: Chat, database: Database) -> None:
    said = await chat.ask("/pause")
    assert "No rule writes anything for @yourself now" in said.text
    assert await paused(database) == "You, 14:02"
    await chat.press(said, "Resume")
    assert await paused(database) is None
    assert chat.last().text == "▶ Going on."


async def test_pausing_twice_names_the_first(chat: Chat, database: Database) -> None:
    await chat.ask("/pause")
    assert (await chat.ask("/pause")).text == "⏸ It is paused already, by You, 14:02."
    assert await paused(database) == "You, 14:02"


async def test_resuming_lifts_the_accounts_own_pause(chat: Chat, database: Database) -> None:
    async with database.write() as session:
        await accounts.pause(session, ACCOUNT, "Instagram refused the token.")
    assert "Instagram refused the token." in (await chat.ask("/status")).text
    assert "had been stopped, too: Instagram refused the token." in (await chat.ask("/resume")).text
    async with database.read() as session:
        account = await accounts.get(session, ACCOUNT)
    assert account is not None
    assert account.paused_because is None


async def test_resuming_what_runs_is_harmless(chat: Chat) -> None:
    assert "Nothing was paused" in (await chat.ask("/resume")).text


async def test_help_and_status_tell_of_the_pause(chat: Chat) -> None:
    await chat.ask("/pause")
    assert "Rules are paused" in (await chat.ask("/help")).text
    assert "Paused by You, 14:02" in (await chat.ask("/status")).text


@pytest.mark.parametrize("words", ["2h", "all for 2h", "for 1h60m"])
async def test_a_pause_ends_by_itself(chat: Chat, database: Database, clock: SteppedClock, words: str) -> None:
    assert (await chat.ask(f"/pause {words}")).text.endswith("It ends by itself at 16:02.")
    clock.step(7199)
    await chat.bot.round()
    assert await paused(database) is not None
    clock.step(1)
    await chat.bot.round()
    assert await paused(database) is None
    assert chat.last().text.endswith("The pause is over; rules write again.")
    before = len(chat.seen())
    await chat.bot.round()
    assert len(chat.seen()) == before


async def test_resuming_forgets_when_the_pause_would_end(chat: Chat, database: Database, clock: SteppedClock) -> None:
    await chat.ask("/pause 2h")
    await chat.ask("/resume")
    await chat.ask("/pause")
    clock.step(7200)
    await chat.bot.round()
    assert await paused(database) is not None
