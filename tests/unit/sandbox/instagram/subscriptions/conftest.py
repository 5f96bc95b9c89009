from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, field
from hashlib import sha1
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from sandbox.clock import SteppedClock
from sandbox.instagram.apps import App, Apps
from sandbox.instagram.deeds import Deeds, Upload
from sandbox.instagram.journal import Journal
from sandbox.instagram.subscriptions.courier import Letter, Reply, UnreachableError
from sandbox.instagram.subscriptions.endpoint import Subscriptions
from sandbox.instagram.subscriptions.pushing import Pusher
from sandbox.instagram.subscriptions.register import Register
from sandbox.instagram.subscriptions.watching import Watch
from sandbox.instagram.tokens import Tokens
from sandbox.instagram.world.cast import Cast
from sandbox.instagram.world.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request

HOOK = "http://127.0.0.1:9999/hook"


@dataclass(kw_only=True)
class Listener:
    """An app's callback, as its program serves it, and the courier that reaches it in process."""

    secret: str = ""
    fails: int = 0
    """So many pushes are answered with an error."""
    challenge: str | None = None
    """What it says instead of the challenge."""
    asked: list[dict[str, str]] = field(default_factory=list)
    pushed: list[list[dict[str, Any]]] = field(default_factory=list)
    tried: int = 0

    async def hook(self, request: Request) -> PlainTextResponse:
        if request.method == "GET":
            self.asked.append(dict(request.query_params))
            return PlainTextResponse(self.challenge or request.query_params["hub.challenge"])
        self.tried += 1
        body = await request.body()
        assert request.headers["x-hub-signature"] == hmac.new(self.secret.encode(), body, sha1).hexdigest()
        if self.fails:
            self.fails -= 1
            return PlainTextResponse("not now", 500)
        self.pushed.append(json.loads(body))
        return PlainTextResponse("thanks")

    async def bring(self, letter: Letter) -> Reply:
        app = Starlette(routes=[Route("/hook", self.hook, methods=["GET", "POST"])])
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=True)
        if not letter.url.startswith("http://127.0.0.1:9999/"):
            raise UnreachableError("nobody is there")
        async with httpx.AsyncClient(transport=transport) as client:
            answer = await client.request(letter.method, letter.url, headers=letter.headers, content=letter.body)
        return Reply(status=answer.status_code, text=answer.text)


class Box:
    """Subscriptions over a world in which only what the test does happens."""

    def __init__(self, folder: Path | None = None) -> None:
        self.clock = SteppedClock()
        self.seconds = 0.0
        self.journal = Journal.open(folder)
        world = World(Cast.quiet(), 7, self.clock.now(), story=False)
        self.deeds = Deeds(world, self.journal, self.clock)
        self.apps = Apps(self.journal)
        self.tokens = Tokens(self.journal, self.apps)
        self.register = Register(self.journal)
        self.app = self.apps.first
        self.listener = Listener(secret=self.app.client_secret)
        watch = Watch(self.deeds, self.apps, self.tokens)
        self.pusher = Pusher(
            self.register, watch, apps=self.apps, courier=self.listener, seconds=lambda: self.seconds
        )
        endpoint = Subscriptions(
            deeds=self.deeds, apps=self.apps, register=self.register, pusher=self.pusher, courier=self.listener
        )
        self._transport = httpx.ASGITransport(app=Starlette(routes=endpoint.routes()))

    async def call(self, method: str, /, **params: str) -> httpx.Response:
        """A call of the endpoint with the app's credentials."""
        return await self.call_as(self.app, method, "", **params)

    async def call_as(self, app: App, method: str, path: str, /, **params: str) -> httpx.Response:
        """A call with another app's credentials or path: POST in a form, the others in the query."""
        words = {"client_id": app.client_id, "client_secret": app.client_secret, **params}
        async with httpx.AsyncClient(transport=self._transport, base_url="http://127.0.0.1:8642") as client:
            if method == "POST":
                return await client.post(f"/v1/subscriptions{path}", data=words)
            return await client.request(method, f"/v1/subscriptions{path}", params=words)

    async def subscribe(self, kind: str, /, **params: str) -> dict[str, Any]:
        response = await self.call("POST", object=kind, aspect="media", callback_url=HOOK, **params)
        assert response.status_code == 200, response.text
        assert response.json()["meta"] == {"code": 200}
        data: dict[str, Any] = response.json()["data"]
        return data

    async def listed(self) -> list[dict[str, Any]]:
        data: list[dict[str, Any]] = (await self.call("GET")).json()["data"]
        return data

    def post(self, username: str, *tags: str, place: str | None = None, age: float = 0.0) -> str:
        return self.deeds.post(Upload(username=username, tags=tags, location_id=place, age_seconds=age)).id

    async def news(self) -> list[dict[str, Any]]:
        """What one round pushes."""
        before = len(self.listener.pushed)
        await self.pusher.round()
        return [update for push in self.listener.pushed[before:] for update in push]

    def close(self) -> None:
        self.pusher.stop()
        self.journal.close()


@pytest.fixture
async def box() -> AsyncIterator[Box]:
    opened = Box()
    yield opened
    opened.close()
