from __future__ import annotations

from typing import TYPE_CHECKING

from storage import accounts, switches
from storage.switches import Switch
from tests.unit.bot.world import ACCOUNT

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.bot.world import Chat


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


async def test_an_end_that_was_typed_is_not_swallowed(chat: Chat) -> None:
    answer = await chat.ask("/pause 2h")
    assert answer.text.endswith("It lasts until you resume: “2h” is no end that I understand.")
    assert answer.text.startswith("⏸ Paused.")
