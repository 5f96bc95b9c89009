"""What hundreds of accounts cost in one process while none of their lists is due: the share of one core.

The very rooms and ticker of `likewise run`, on SQLite; only the network is none, and says that this hour's calls are
used up. Run by hand: `make bench`, or with --accounts, --lists and --seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if __name__ == "__main__":
    # Instead of this folder, where `polling.py` would be taken for the room of the same name.
    sys.path[0] = str(Path(__file__).parents[1])

from actions.running import Acting
from actions.surroundings import Surroundings
from bench.stacks.memory import resident
from domain.clock import wall_clock
from domain.ids import AccountKey, UserId
from domain.plans import Mode
from likewise.heartbeat import Crew, Heartbeat
from likewise.journey import Step
from networks.budget import Allowance, Budget
from polling.judging import Judging
from polling.looking import Looking
from polling.ticking import ticking
from rules.collector import settle
from rules.loading import SourceText, load
from storage import accounts
from storage.accounts import Account
from storage.database import open_database
from storage.vault import Vault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from networks.budget import BudgetView
    from rules.ruleset import RuleSet
    from storage.database import Database

MOST = 5.0
"""Percent of one core for 300 accounts with 30 lists each."""
WARM_SECONDS = 20.0
"""The first round of everybody is no rest."""


class Spent:
    """A network that has no call left."""

    def __init__(self) -> None:
        self._budget = Budget(Allowance(calls=1, writes={}))
        self._budget.take(None, wall_clock())

    @property
    def budget(self) -> BudgetView:
        return self._budget.view(wall_clock())


@dataclass(frozen=True, kw_only=True)
class Office:
    """One account and all its steps."""

    crew: Crew
    looking: Looking

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.crew.look, self.crew.judge, self.crew.act


def rules(lists: int) -> RuleSet:
    tags = ", ".join(f"tag{number}" for number in range(lists))
    rule = f"{{id: one, trigger: {{new_media: {{tags: [{tags}]}}}}, when: {{likes.count: 3}}, do: [like]}}"
    loaded = load([SourceText(name="rules.yaml", text=f"version: 1\nrules:\n  - {rule}\n")])
    if loaded.ruleset is None:
        raise SystemExit("\n".join(map(str, loaded.problems)))
    return loaded.ruleset


def office(database: Database, number: int, ruleset: RuleSet) -> Office:
    account = AccountKey(f"network.example:{number}")
    around = Surroundings(
        account=account,
        me=UserId(str(number)),
        network=Spent(),  # type: ignore[arg-type]  # nothing else is asked of a network that has no call left
        database=database,
        rules=lambda: ruleset,
        clock=wall_clock,
        halted=lambda: None,
    )
    looking = Looking(
        account=account, network=around.network, database=database, rules=around.rules, clock=wall_clock
    )
    judging = Judging(
        account=account,
        network=around.network,
        database=database,
        rules=around.rules,
        clock=wall_clock,
        me=around.me,
    )
    act = Step("acting", Acting(around, ceiling=Mode.ASK).round)
    judge = Step("judging", judging.round, then=(act,))
    look = Step("looking", looking.round, then=(judge,))
    return Office(crew=Crew(account=account, eye=looking, look=look, judge=judge, act=act), looking=looking)


async def opened(database: Database, count: int, ruleset: RuleSet) -> list[Office]:
    vault, offices = Vault(b"0" * 32), [office(database, number, ruleset) for number in range(count)]
    async with database.write() as session:
        for one in offices:
            name = one.crew.account
            account = Account(key=name, base_url="http://127.0.0.1", user_id=UserId(name), username=name)
            await accounts.put(session, account, "token-of-the-bench", vault, wall_clock())
    for one in offices:
        await one.looking.sync()
    return offices


@asynccontextmanager
async def at_work(offices: list[Office], database: Database) -> AsyncIterator[None]:
    """Everything running as in `likewise run`, but for the chat."""
    heartbeat = Heartbeat([one.crew for one in offices], database=database, clock=wall_clock)
    async with ticking({"tick": heartbeat.tick}), asyncio.TaskGroup() as tasks:
        for step in (step for one in offices for step in one.steps):
            tasks.create_task(step.run())
        await heartbeat.tick()
        yield
        for step in (step for one in offices for step in one.steps):
            step.end()


async def idle(count: int, lists: int, seconds: float) -> None:
    """Let them rest, and say what that costs."""
    ruleset = rules(lists)
    with TemporaryDirectory() as folder:
        async with open_database(f"sqlite+aiosqlite:///{Path(folder) / 'idle.db'}") as database:
            before = resident()
            offices = await opened(database, count, ruleset)
            settle()
            held = resident() - before
            async with at_work(offices, database):
                await asyncio.sleep(WARM_SECONDS)
                worked, began = time.process_time(), time.perf_counter()
                await asyncio.sleep(seconds)
                share = 100 * (time.process_time() - worked) / (time.perf_counter() - began)
    enough = "enough" if share <= MOST else "TOO MUCH"
    print(f"{count} accounts with {lists} lists each: {share:.1f} % of a core over {seconds:.0f} s without a look")
    print(f"{enough}: it shall be at most {MOST:g} %")
    print(f"{held:.0f} MiB for all of them: {held * 1024 / (count * lists):.1f} KiB for each list")


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--accounts", type=int, default=300)
    wishes.add_argument("--lists", type=int, default=30)
    wishes.add_argument("--seconds", type=float, default=60.0)
    asked = wishes.parse_args()
    asyncio.run(idle(asked.accounts, asked.lists, asked.seconds))


if __name__ == "__main__":
    main()
