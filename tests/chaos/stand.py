"""The outside world of a campaign: both sandboxes, served; what goes wrong there is switched on over HTTP."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
from starlette.applications import Starlette
from starlette.routing import Mount

from likewise.serving import address, listen, served
from sandbox.clock import WorldClock, wall_time
from sandbox.instagram.server import InstagramSandbox
from sandbox.telegram.server import TelegramSandbox
from tests.chaos.town import stranger, town
from tests.chaos.wire import Watched

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from tests.chaos.checker import Deed

OWNER = 1001
KEY = "the-control-key-of-a-campaign"
BOT = "123456:a-bot-of-a-campaign_that_ends_soon"
TAG = "balloons"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stand:
    """Both servers."""

    clock: WorldClock
    world: InstagramSandbox
    wire: Watched
    control: httpx.AsyncClient
    environ: Mapping[str, str]
    """What the program must be told to find them."""

    async def post(self, caption: str) -> list[Deed]:
        """Let somebody post a photo; what the rules want about it."""
        photo = {"username": "ana.saltwater", "caption": caption, "tags": [TAG]}
        media = (await self._control("media", photo))["id"]
        return [("like", media), ("comment", media)]

    async def ask(self, number: int) -> list[Deed]:
        """Let a stranger ask to follow; what the rules want about it."""
        username = stranger(number)
        await self._control("requests", {"username": username})
        return [("approve", self.world.world.usernames[username].id)]

    async def fault(self, **fault: object) -> None:
        """Switch a fault on."""
        await self._control("faults", fault)

    async def _control(self, what: str, body: Mapping[str, object]) -> dict[str, Any]:
        answer = await self.control.post(f"/sandbox/{what}", json=body)
        found: dict[str, Any] = answer.raise_for_status().json()
        return found


@asynccontextmanager
async def standing(folder: Path, *, seed: int, speed: float, strangers: int) -> AsyncIterator[Stand]:
    """Serve both on this machine, from a folder that keeps them. So many strangers can ask, each once."""
    clock = WorldClock(wall_time(), wall_time(), speed)
    async with AsyncExitStack() as stack:
        world = InstagramSandbox.open(
            folder / "instagram", seed=seed, clock=clock, control_key=KEY, story=False, cast=town(strangers)
        )
        stack.callback(world.close)
        telegram = TelegramSandbox.open(folder / "telegram", bot_token=BOT, page_key="page-key", clock=clock)
        stack.callback(telegram.close)
        wire = Watched(world.app)
        api, page = stack.enter_context(listen(0)), stack.enter_context(listen(0))
        outside = Starlette(routes=[Mount("/", app=wire)])
        await stack.enter_async_context(served(outside, api, stopping=_nothing))
        await stack.enter_async_context(served(telegram.app, page, stopping=telegram.stop))
        control = await stack.enter_async_context(
            httpx.AsyncClient(base_url=address(api), headers={"X-Sandbox-Key": KEY}, trust_env=False)
        )
        environ = {
            "LIKEWISE_ACCESS_TOKEN": world.issue_token(world.owner),
            "LIKEWISE_BASE_URL": f"{address(api)}/v1",
            "LIKEWISE_TELEGRAM_TOKEN": BOT,
            "LIKEWISE_TELEGRAM_BASE_URL": address(page),
            "LIKEWISE_OWNERS": str(OWNER),
        }
        yield Stand(clock=clock, world=world, wire=wire, control=control, environ=environ)


def _nothing() -> None:
    """Its answers end by themselves."""
