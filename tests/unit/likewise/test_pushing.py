from __future__ import annotations

import asyncio
import sys
from contextlib import AsyncExitStack, closing
from datetime import UTC, datetime, timedelta
from subprocess import run
from typing import TYPE_CHECKING

import pytest

from actions.surroundings import Surroundings
from domain.errors import ConfigError
from domain.ids import AccountKey, UserId
from domain.secrets import SecretText
from domain.sources import Source
from likewise import settings
from likewise.journey import Step
from likewise.pushing import pushed
from likewise.serving import address, listen, served
from likewise.settings import Settings
from networks.instagram.network import InstagramNetwork
from rules.ruleset import RuleSet
from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.cast import Cast
from storage import accounts, sources
from storage.accounts import Account
from storage.database import open_database
from storage.vault import Vault
from tests.unit.storage import blank

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

ACCOUNT = AccountKey("demo")
HOUR = timedelta(hours=1)


def now() -> datetime:
    return datetime.now(UTC)


class Place:
    """A network that pushes to this machine, and an account that watches a tag there once an hour."""

    def __init__(self, box: InstagramSandbox, base_url: str, around: Surroundings) -> None:
        self.box = box
        self.base_url = base_url
        self.around = around
        self.looked = asyncio.Event()
        self.look = Step("looking", self._look)
        self.tell = Step("telling", self._look)

    async def _look(self) -> bool:
        self.looked.set()
        return False

    def settings(self, port: int) -> Settings:
        environ = {
            "TELEGRAM_TOKEN": "1:AAcanaryAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "PUBLIC_URL": f"http://127.0.0.1:{port}/likewise",
            "WEBHOOK_PORT": str(port),
            "ACCESS_TOKEN": "canary",
            "CLIENT_ID": self.box.apps.first.client_id,
            "CLIENT_SECRET": self.box.apps.first.client_secret,
        }
        return settings.from_environ({f"LIKEWISE_{name}": value for name, value in environ.items()}, Settings)

    async def next_look(self) -> datetime:
        async with self.around.database.read() as session:
            (source,) = await sources.active(session, ACCOUNT)
            return source.next_due_at


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    rules = RuleSet(rules=(), version="none", limits={}, never=frozenset())
    box = InstagramSandbox.open(None, control_key="canary-key", cast=Cast.quiet())
    async with AsyncExitStack() as stack:
        sock = stack.enter_context(closing(listen(0)))
        await stack.enter_async_context(served(box.app, sock, stopping=box.close))
        base_url = f"{address(sock)}/v1"
        blank.put(tmp_path / "likewise.db")
        database = await stack.enter_async_context(open_database(f"sqlite+aiosqlite:///{tmp_path / 'likewise.db'}"))
        token = SecretText(box.issue_token(box.owner))
        network = await stack.enter_async_context(InstagramNetwork.connect(base_url, token, clock=now))
        account = Account(key=ACCOUNT, base_url=base_url, user_id=UserId("1"), username=box.owner)
        async with database.write() as session:
            await accounts.put(session, account, token.reveal(), Vault(b"k" * 32), now())
            await sources.sync(session, ACCOUNT, {Source.parse("tag:sunset"): HOUR}, now())
            (source,) = await sources.active(session, ACCOUNT)
            await sources.looked(session, source.id, now() - HOUR / 2)
            await sources.learn(session, source.id, {}, now() + HOUR / 2)
        around = Surroundings(
            account=ACCOUNT,
            me=account.user_id,
            network=network,
            database=database,
            rules=lambda: rules,
            clock=now,
        )
        yield Place(box, base_url, around)


async def test_a_photo_that_is_pushed_is_looked_for_at_once(place: Place) -> None:
    with closing(listen(0)) as sock:
        port = sock.getsockname()[1]
    opening = pushed(place.settings(port), place.base_url, place.around, look=place.look, tell=place.tell)
    async with opening as subscribing, asyncio.TaskGroup() as tasks:
        running = [tasks.create_task(step.run()) for step in (subscribing, place.look)]
        subscribing.wake()
        async with asyncio.timeout(60):
            while not place.looked.is_set():
                place.box.post_media("ana.saltwater", caption="Evening", tags=["sunset"])
                await asyncio.wait([asyncio.create_task(place.looked.wait())], timeout=0.5)
        assert await place.next_look() <= now()
        for task, step in zip(running, (subscribing, place.look), strict=True):
            step.end()
            await task


async def test_the_door_is_where_the_proxy_expects_it_or_nowhere(place: Place) -> None:
    with closing(listen(0)) as sock:
        taken = place.settings(sock.getsockname()[1])
        with pytest.raises(ConfigError, match="is taken and cannot be opened"):
            async with pushed(taken, place.base_url, place.around, look=place.look, tell=place.tell):
                pass


def test_without_a_public_address_no_server_is_imported() -> None:
    script = "import sys, likewise.app; sys.exit(bool({'uvicorn', 'starlette', 'web'} & sys.modules.keys()))"
    assert run([sys.executable, "-c", script], check=False).returncode == 0  # noqa: S603 - our own interpreter
