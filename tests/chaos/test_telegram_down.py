"""Telegram fails in every way while things happen: they are done all the same, and told when it is back."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING

import httpx
import pytest

from actions.desk import Desk
from bot.connections import Connections
from bot.service import ChatBot
from domain.ids import TelegramUserId
from domain.secrets import SecretText
from sandbox.telegram.server import TelegramSandbox
from storage.halting import NAME, Halt
from tests.chaos.mail import Mail
from tests.chaos.rulebook import RULES
from tests.chaos.saga import Saga

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from storage.database import Database
    from tests.chaos.saga import House

OWNER = 1001
TOKEN = "123456:a-bot-of-a-saga_that_ends_soon"
OUTAGE, AFTERWARDS = 1800.0, 300.0
"""Seconds."""
NEWS = {
    "like": "Liked by likes",
    "comment": "Commented “What a sight!” by comments",
    "approve": "Approved by requests",
    "follow": "Followed by follows",
    "notify": "Look at this.",
}


class Faceless(Mail):
    """The way to a network whose pictures nobody painted."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send, and wait for the answer."""
        if request.url.path.startswith("/pictures/"):
            return httpx.Response(404)
        return await super().handle_async_request(request)


async def refuses(_request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("connection refused")


async def hangs(request: httpx.Request) -> httpx.Response:
    await asyncio.sleep(request.extensions["timeout"]["read"])
    raise httpx.ReadTimeout("no answer")


async def is_broken(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(502, text="<html><h1>502 Bad Gateway</h1></html>")


async def is_flooded(_request: httpx.Request) -> httpx.Response:
    body = {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 30",
        "parameters": {"retry_after": 30},
    }
    return httpx.Response(429, json=body)


@dataclass(kw_only=True)
class Line(httpx.AsyncBaseTransport):
    """The way to the stand-in for Telegram."""

    box: TelegramSandbox
    trouble: Callable[[httpx.Request], Awaitable[httpx.Response]] | None = None
    _way: httpx.ASGITransport = field(init=False)

    def __post_init__(self) -> None:
        self._way = httpx.ASGITransport(app=self.box.app)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer, as things are."""
        if self.trouble is not None:
            return await self.trouble(request)
        return await self._way.handle_async_request(request)

    def texts(self) -> str:
        """All that the owner reads now."""
        return "\n".join(message.text for message in self.box.visitor(OWNER).messages() if message.from_bot)


@asynccontextmanager
async def telling(saga: Saga, house: House, line: Line) -> AsyncIterator[None]:
    """The chat, with the owner in it, brought up to date every few seconds."""
    around = house.around
    connections = Connections(
        account=around.account,
        me=around.me,
        database=around.database,
        network=around.network,
        desk=Desk(around),
        rules=around.rules,
        problems=tuple,
        reload=_unchanged,
        halt=Halt(file=saga.folder / NAME),
        clock=saga.clock,
        zone=UTC,
    )
    owners = (TelegramUserId(OWNER),)
    async with ChatBot.open(connections, SecretText(TOKEN), owners=owners, transport=line) as bot:
        line.box.visitor(OWNER).send("/start")
        await asyncio.sleep(5)
        async with asyncio.TaskGroup() as tasks:
            teller = tasks.create_task(_tell(bot))
            yield
            teller.cancel()


async def _tell(bot: ChatBot) -> None:
    while True:
        await bot.round()
        await asyncio.sleep(5)


async def _unchanged() -> str:
    return "Nothing has changed."


@pytest.mark.parametrize(
    ("trouble", "left_out"),
    [
        pytest.param(refuses, 0, id="refuses"),
        pytest.param(is_flooded, 0, id="429"),
        pytest.param(hangs, 1, id="hangs"),
        pytest.param(is_broken, 1, id="502"),
    ],
)
def test_what_is_done_meanwhile_is_told_afterwards(
    tmp_path: Path, trouble: Callable[[httpx.Request], Awaitable[httpx.Response]], left_out: int
) -> None:
    saga = Saga(folder=tmp_path, ruleset=RULES, carrier=Faceless)
    saga.live(seconds=60)
    box = TelegramSandbox.open(None, bot_token=TOKEN, page_key="page-key", clock=saga.clock)
    line = Line(box=box)

    async def scene(database: Database) -> None:
        async with saga.house(database) as house, telling(saga, house, line):
            line.trouble = trouble
            saga.wanted = [saga.cause(kind, name) for kind, name in zip(NEWS, saga.strangers(), strict=False)]
            await saga.until_rest(house)
            await asyncio.sleep(OUTAGE)
            assert not any(news in line.texts() for news in NEWS.values())
            line.trouble = None
            await asyncio.sleep(AFTERWARDS)

    saga.play(scene)
    assert sorted(effect.kind.value for effect in saga.box.effects()) == ["approve", "comment", "follow", "like"]
    missing = [kind for kind, news in NEWS.items() if news not in line.texts()]
    assert len(missing) <= left_out, "the one message of which nobody can know whether it came"
    box.close()
    saga.close()
