from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from domain.ids import AccountKey
from likewise.heartbeat import ALL_EVERY, Crew, Heartbeat
from likewise.journey import Step
from storage import accounts, events
from storage.accounts import Account
from storage.vault import Vault
from tests.unit.polling.stage import opened
from tests.unit.polling.world import ME, START, SteppedClock
from tests.unit.storage.examples import new_media

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from storage.database import Database

MINE, OTHER = AccountKey("demo"), AccountKey("other")
WHOLE = ["look", "judge", "act"]


@dataclass
class Watched:
    """Steps that note when they run."""

    key: AccountKey
    due: bool = False
    ran: list[str] = field(default_factory=list)

    def is_due(self) -> bool:
        return self.due

    def crew(self) -> Crew:
        return Crew(
            account=self.key, eye=self, look=self._step("look"), judge=self._step("judge"), act=self._step("act")
        )

    def _step(self, name: str) -> Step:
        async def work() -> bool:
            self.ran.append(name)
            return False

        return Step(name, work)


class Stage:
    """Two accounts under one ticker."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = SteppedClock()
        self.rules = "r1"
        self.mine, self.other = Watched(MINE), Watched(OTHER)
        self.crews = [self.mine.crew(), self.other.crew()]
        self.beat = Heartbeat(self.crews, database=database, clock=self.clock, signs=lambda: self.rules)

    async def ticked(self, after: float = 1) -> tuple[list[str], list[str]]:
        """What each of them did."""
        self.mine.ran, self.other.ran = [], []
        self.clock.step(after)
        await self.beat.tick()
        for _ in range(5):
            await asyncio.sleep(0)
        return self.mine.ran, self.other.ran

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        steps = [step for crew in self.crews for step in (crew.look, crew.judge, crew.act)]
        tasks = [asyncio.create_task(step.run()) for step in steps]
        yield
        for step in steps:
            step.end()
        await asyncio.gather(*tasks)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with opened(tmp_path) as database:
        async with database.write() as session:
            for key in (MINE, OTHER):
                account = Account(key=key, base_url="https://network.example/v1", user_id=ME, username=key)
                await accounts.put(session, account, "a canary token", Vault(bytes(32)), START)
        stage = Stage(database)
        async with stage.running():
            yield stage


async def test_who_has_nothing_to_do_is_left_in_peace(stage: Stage) -> None:
    assert await stage.ticked() == (WHOLE, WHOLE)
    assert await stage.ticked() == ([], [])
    stage.other.due = True
    assert await stage.ticked() == ([], ["look"])
    async with stage.database.write() as session:
        await events.add(session, MINE, [new_media()])
    assert await stage.ticked() == (["judge"], ["look"])


async def test_each_runs_as_a_whole_now_and_then_but_not_all_at_once(stage: Stage) -> None:
    await stage.ticked()
    half = ALL_EVERY.total_seconds() / 2
    assert await stage.ticked(half) == (WHOLE, [])
    assert await stage.ticked(half) == ([], WHOLE)
    assert await stage.ticked(half) == (WHOLE, [])


async def test_other_rules_and_a_clock_set_back_concern_everybody(stage: Stage) -> None:
    await stage.ticked()
    stage.rules = "r2"
    assert await stage.ticked() == (WHOLE, WHOLE)
    assert await stage.ticked(-3600) == (WHOLE, WHOLE)
    assert await stage.ticked() == ([], [])
