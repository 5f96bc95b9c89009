from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sandbox.clock import SteppedClock
from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.cast import Cast
from tests.unit.sandbox.instagram.serving import served

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request


class Program:
    """An app's program, which listens for updates."""

    def __init__(self) -> None:
        self.told = asyncio.Event()
        self.app = Starlette(routes=[Route("/hook", self.hook, methods=["GET", "POST"])])

    async def hook(self, request: Request) -> Response:
        if request.method == "POST":
            self.told.set()
        return PlainTextResponse(request.query_params.get("hub.challenge", ""))


async def listening(program: Program) -> None:
    async with asyncio.timeout(60):
        await program.told.wait()
    program.told.clear()


def opened(path: Path, clock: SteppedClock) -> InstagramSandbox:
    return InstagramSandbox.open(path, clock=clock, control_key="k", cast=Cast.quiet())


async def test_updates_come_over_real_connections_and_after_a_restart(tmp_path: Path) -> None:
    program, clock = Program(), SteppedClock()
    async with served(program.app) as home, httpx.AsyncClient(trust_env=False) as client:
        box = opened(tmp_path, clock)
        async with served(box.app) as url:
            app = box.apps.first
            wish = {"object": "tag", "object_id": "sunset", "aspect": "media", "callback_url": f"{home}/hook"}
            words = {"client_id": app.client_id, "client_secret": app.client_secret, **wish}
            response = await client.post(f"{url}/v1/subscriptions/", data=words)
            assert response.json()["data"]["object_id"] == "sunset"
            box.post_media("leo.knots", tags=["sunset"])
            await listening(program)
        box.close()
        again = opened(tmp_path, clock)
        async with served(again.app):
            clock.step(1)
            again.post_media("leo.knots", tags=["sunset"])
            await listening(program)
        again.close()
