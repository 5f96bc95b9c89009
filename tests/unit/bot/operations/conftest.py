"""The chat on the sandbox's server: what is pressed here is asked there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import httpx
import pytest

from actions.desk import Desk
from actions.surroundings import Surroundings
from domain.ids import UserId
from domain.secrets import SecretText
from networks.instagram.network import InstagramNetwork
from sandbox.instagram.server import InstagramSandbox
from tests.unit.bot.world import ACCOUNT, NOW

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.connections import Connections
    from tests.unit.bot.world import SteppedClock

HOST = "http://127.0.0.1:8642"


@dataclass(kw_only=True)
class Wire(httpx.AsyncBaseTransport):
    """Notes every request of the API on its way to the server."""

    below: httpx.AsyncBaseTransport
    asked: list[str] = field(default_factory=list)
    """Method, path and parameters, without the token: `GET /tags/sunset/media/recent?count=3`."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass it on."""
        path = request.url.path
        if path.startswith("/v1/"):
            query = str(request.url.copy_remove_param("access_token").query, "ascii")
            self.asked.append(f"{request.method} {path.removeprefix('/v1')}{'?' if query else ''}{query}")
        return await self.below.handle_async_request(request)


@pytest.fixture(scope="package")
def world() -> Iterator[InstagramSandbox]:
    """The demo's world, full of photos; no test here writes to it."""
    box = InstagramSandbox.open(None, clock=lambda: NOW, control_key="control")
    yield box
    box.close()


@pytest.fixture
def wire(world: InstagramSandbox) -> Wire:
    return Wire(below=httpx.ASGITransport(app=world.app))


@pytest.fixture
async def network(world: InstagramSandbox, wire: Wire, clock: SteppedClock) -> AsyncIterator[InstagramNetwork]:
    token = SecretText(world.issue_token(world.owner))
    async with InstagramNetwork.connect(f"{HOST}/v1", token, clock=clock, transport=wire) as connected:
        yield connected


@pytest.fixture
def connections(
    connections: Connections, network: InstagramNetwork, world: InstagramSandbox, clock: SteppedClock
) -> Connections:
    me = UserId(world.world.usernames[world.owner].id)
    around = Surroundings(
        account=ACCOUNT, me=me, network=network, database=connections.database, rules=connections.rules, clock=clock
    )
    return replace(connections, me=me, network=network, desk=Desk(around))
