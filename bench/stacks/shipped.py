"""The rooms that ship: the network's client, looking, judging, and the database between them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from bench.engines.world import NOW
from bench.stacks.pages import Memory
from domain.ids import AccountKey, UserId
from domain.secrets import SecretText
from networks.instagram.network import InstagramNetwork
from polling.judging import Judging
from polling.looking import Looking
from storage import accounts
from storage.accounts import Account
from storage.database import open_database
from storage.vault import Vault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from rules.ruleset import RuleSet
    from storage.database import Database

ME = Account(key=AccountKey("network.example:1"), base_url="http://127.0.0.1", user_id=UserId("1"), username="me")
BASELINE_AT = NOW - timedelta(days=1)
"""Before any of the photos was taken, so that all are news."""
BETWEEN = timedelta(minutes=2)


class Shipped:
    """One account that looks at one list."""

    def __init__(self, database: Database, network: InstagramNetwork, rules: RuleSet, wire: Memory) -> None:
        self._database, self._wire, self._now = database, wire, BASELINE_AT
        self._looking = Looking(
            account=ME.key, network=network, database=database, rules=lambda: rules, clock=self._clock
        )
        self._judging = Judging(
            account=ME.key, network=network, database=database, rules=lambda: rules, clock=self._clock, me=ME.user_id
        )

    def _clock(self) -> datetime:
        return self._now

    async def begin(self) -> None:
        async with self._database.write() as session:
            await accounts.put(session, ME, "token-of-the-bench", Vault(b"0" * 32), self._now)
        await self._looking.sync()
        await self._looking.round()
        self._now = NOW

    async def take(self, shown: Mapping[str, bytes]) -> None:
        """See a page of each list, to the last planned action in the database."""
        self._wire.shown = shown
        self._now += BETWEEN
        await self._looking.round()
        while await self._judging.round():
            pass

    async def counts(self) -> tuple[int, int]:
        """How many photos were judged, and how many actions are planned."""
        async with self._database.read() as session:
            photos = await session.scalar(text("SELECT count(*) FROM event WHERE state = 'judged'"))
            planned = await session.scalar(text("SELECT count(*) FROM action WHERE state = 'planned'"))
        return int(photos), int(planned)


@asynccontextmanager
async def shipped(folder: Path, rules: RuleSet) -> AsyncIterator[Shipped]:
    """Everything open, and the first look behind it."""
    wire, now = Memory(), lambda: NOW
    address = f"sqlite+aiosqlite:///{folder / 'shipped.db'}"
    async with (
        open_database(address) as database,
        InstagramNetwork.connect(ME.base_url, SecretText("token-of-the-bench"), clock=now, transport=wire) as network,
    ):
        stack = Shipped(database, network, rules, wire)
        await stack.begin()
        yield stack
