from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import asynccontextmanager
from datetime import UTC
from typing import TYPE_CHECKING

import httpx
import pytest

from actions.desk import Desk
from actions.surroundings import Surroundings
from bot.connections import Connections
from bot.service import ChatBot
from domain.ids import TelegramUserId
from domain.secrets import SecretText
from rules.loading import SourceText, load
from sandbox.telegram.server import TelegramSandbox
from storage import accounts
from storage.accounts import Account
from storage.database import open_database
from storage.halting import NAME, Halt
from storage.vault import Vault
from tests.unit.bot.net import Net
from tests.unit.bot.paper import Paper
from tests.unit.bot.world import ACCOUNT, DEADLINE, ME, NOW, OWNER, STRANGER, TOKEN, Chat, SteppedClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from rules.problems import Problem
    from rules.ruleset import RuleSet
    from storage.database import Database

RULES = """
version: 1
rules:
  - id: local-sunsets
    title: Local sunsets
    mode: auto
    trigger: { new_media: { tags: [sunset, goldenhour] } }
    when: { caption.text: { any_word: [sunset] } }
    do: [like]
  - id: calm-sunsets
    mode: watch
    trigger: { new_media: { tags: [sunset] } }
    when: always
    do: [like]
  - id: real-people
    mode: ask
    trigger: follow_request
    when: { requester.followers: { gte: 20 } }
    do: [approve]
"""


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def net() -> Net:
    return Net()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables and the account; making them takes longer than a test."""
    file = tmp_path_factory.mktemp("blank") / "likewise.db"

    async def make() -> None:
        account = Account(key=ACCOUNT, base_url="https://api.test/v1", user_id=ME, username="yourself")
        async with open_database(f"sqlite+aiosqlite:///{file}") as opened, opened.write() as session:
            await accounts.put(session, account, "a canary token", Vault(os.urandom(32)), NOW)

    asyncio.run(make())
    return file


@pytest.fixture
async def database(blank: Path, tmp_path: Path) -> AsyncIterator[Database]:
    copy = shutil.copy(blank, tmp_path)
    async with open_database(f"sqlite+aiosqlite:///{copy}") as opened:
        yield opened


@pytest.fixture
def box(clock: SteppedClock) -> Iterator[TelegramSandbox]:
    opened = TelegramSandbox.open(None, bot_token=TOKEN, page_key="page-key", clock=clock)
    opened.flood.limit = None
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def ruleset() -> RuleSet:
    loaded = load([SourceText(name="rules.yaml", text=RULES)])
    assert loaded.ruleset is not None, [str(problem) for problem in loaded.problems]
    return loaded.ruleset


@pytest.fixture
def problems() -> list[Problem]:
    """What is wrong with the rules file; a test may add to it."""
    return []


@pytest.fixture
def halt(tmp_path: Path) -> Halt:
    """The emergency stop, beside the database."""
    return Halt(file=tmp_path / NAME)


@pytest.fixture
def connections(
    database: Database, net: Net, clock: SteppedClock, ruleset: RuleSet, problems: list[Problem], halt: Halt
) -> Connections:
    around = Surroundings(
        account=ACCOUNT,
        me=ME,
        network=net,
        database=database,
        rules=lambda: ruleset,
        clock=clock,
        halted=halt.because,
    )

    async def reload() -> str:
        return "Nothing has changed <yet>."

    return Connections(
        account=ACCOUNT,
        me=ME,
        database=database,
        network=net,
        desk=Desk(around),
        rules=lambda: ruleset,
        problems=lambda: problems,
        reload=reload,
        clock=clock,
        halt=halt,
        zone=UTC,
    )


@pytest.fixture
def grace() -> float:
    """A press waits for its toast as long as a busy machine may need; tests of slow presses bring their own."""
    return DEADLINE


@pytest.fixture
def running(
    connections: Connections, box: TelegramSandbox, grace: float
) -> Callable[..., AbstractAsyncContextManager[ChatBot]]:
    """Starts the bot against the stand-in; starting it twice, one after the other, is a restart."""

    @asynccontextmanager
    async def start(*owners: int) -> AsyncIterator[ChatBot]:
        async with ChatBot.open(
            connections,
            SecretText(TOKEN),
            owners=tuple(map(TelegramUserId, owners)),
            base_url="http://127.0.0.1:1",
            transport=httpx.ASGITransport(app=box.app),
            grace=grace,
        ) as bot:
            yield bot

    return start


@pytest.fixture
async def bot(running: Callable[..., AbstractAsyncContextManager[ChatBot]]) -> AsyncIterator[ChatBot]:
    """The bot with one owner, who has not written yet."""
    async with running(OWNER) as started:
        yield started


@pytest.fixture
async def chat(bot: ChatBot, box: TelegramSandbox) -> Chat:
    """The owner's chat, started."""
    opened = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
    await opened.ask("/start")
    return opened


@pytest.fixture
def stranger(bot: ChatBot, box: TelegramSandbox) -> Chat:
    """Somebody whom nobody allowed, in front of the same bot."""
    return Chat(box=box, bot=bot, visitor=box.visitor(STRANGER))


@pytest.fixture(scope="session")
def broken() -> list[Problem]:
    """What is found in a rules file with mistakes."""
    return list(load([SourceText(name="rules.yaml", text=RULES.replace("caption.text", "captoin.text"))]).problems)


@pytest.fixture
def paper(database: Database, clock: SteppedClock) -> Paper:
    return Paper(database, clock)
