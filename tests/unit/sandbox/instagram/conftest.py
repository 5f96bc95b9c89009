from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from sandbox.clock import SteppedClock
from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.cast import Cast

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

HOST = "http://127.0.0.1:8642"
KEY = "control"


@dataclass(frozen=True, kw_only=True)
class Caller:
    """An owner of a token, calling a sandbox in process."""

    client: httpx.AsyncClient
    token: str
    box: InstagramSandbox
    clock: SteppedClock

    async def call(self, method: str, path: str, **params: object) -> httpx.Response:
        query = {"access_token": self.token, **{name: str(value) for name, value in params.items()}}
        return await self.client.request(method, f"/v1{path}", params=query)

    async def get(self, path: str, **params: object) -> Any:  # noqa: ANN401  # whatever JSON the server sends
        response = await self.call("GET", path, **params)
        assert response.status_code == 200, response.text
        return response.json()

    async def error(self, method: str, path: str, **params: object) -> tuple[int, str, str]:
        response = await self.call(method, path, **params)
        words = response.json().get("meta", response.json())
        assert words["code"] == response.status_code
        return words["code"], words["error_type"], words["error_message"]

    def id_of(self, username: str) -> str:
        return self.box.world.usernames[username].id

    async def control(self, method: str, path: str, body: object = None) -> httpx.Response:
        headers = {"X-Sandbox-Key": KEY}
        return await self.client.request(method, f"/sandbox{path}", json=body, headers=headers)


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def quiet(clock: SteppedClock) -> Iterator[InstagramSandbox]:
    """A world in which only what the test does happens."""
    box = InstagramSandbox.open(None, clock=clock, control_key=KEY, cast=Cast.quiet())
    yield box
    box.close()


@pytest.fixture
def lively(clock: SteppedClock) -> Iterator[InstagramSandbox]:
    """The demo's world."""
    box = InstagramSandbox.open(None, clock=clock, control_key=KEY)
    yield box
    box.close()


@pytest.fixture
async def owner(quiet: InstagramSandbox, clock: SteppedClock) -> AsyncIterator[Caller]:
    transport = httpx.ASGITransport(app=quiet.app)
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
        yield Caller(client=client, token=quiet.issue_token(quiet.owner), box=quiet, clock=clock)


@pytest.fixture
async def visitor(lively: InstagramSandbox, clock: SteppedClock) -> AsyncIterator[Caller]:
    """The owner of the lively world."""
    transport = httpx.ASGITransport(app=lively.app)
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
        yield Caller(client=client, token=lively.issue_token(lively.owner), box=lively, clock=clock)
