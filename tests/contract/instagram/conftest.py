"""One client and one server that share no code: what one says the other must understand."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

import httpx
import pytest

from domain.ids import MediaId, UserId
from domain.secrets import SecretText
from networks.instagram.network import InstagramNetwork
from networks.paging import pages
from sandbox.clock import SteppedClock
from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.cast import Cast

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator

    from domain.media import Page
    from networks.paging import Numbered

    N = TypeVar("N", bound=Numbered)

HOST = "http://127.0.0.1:8642"
KEY = "control"


@dataclass(frozen=True, kw_only=True)
class Side:
    """The server's side of a test."""

    box: InstagramSandbox
    clock: SteppedClock

    def id_of(self, username: str) -> UserId:
        return UserId(self.box.world.usernames[username].id)

    def post(self, username: str, *, caption: str | None = None, tags: Iterable[str] = ()) -> MediaId:
        return MediaId(self.box.post_media(username, caption=caption, tags=tags))

    def done(self) -> list[tuple[str, str, str]]:
        """What calls changed: what, to whom or what, and how."""
        return [(str(effect.kind), effect.target, effect.detail) for effect in self.box.effects() if effect.changed]

    async def spoil(self, **fault: object) -> None:
        """Let something go wrong with the next call."""
        transport = httpx.ASGITransport(app=self.box.app)
        async with httpx.AsyncClient(transport=transport, base_url=HOST, headers={"X-Sandbox-Key": KEY}) as client:
            (await client.post("/sandbox/faults", json=fault)).raise_for_status()

    @asynccontextmanager
    async def connected(
        self, token: str, limits: Literal["sandbox", "live"] = "live", *, signing_secret: str | None = None
    ) -> AsyncIterator[InstagramNetwork]:
        """A fresh client, with a budget that knows of nothing."""
        opening = InstagramNetwork.connect(
            f"{HOST}/v1",
            SecretText(token),
            clock=self.clock,
            transport=httpx.ASGITransport(app=self.box.app),
            limits=limits,
            signing_secret=None if signing_secret is None else SecretText(signing_secret),
        )
        async with opening as network:
            yield network

    async def to_the_end(self, page: Callable[[str | None], Awaitable[Page[N]]]) -> list[str]:
        """The ids of a whole list, page by page, as they come."""
        return [item.id async for leaf in pages(page) for item in leaf.items]


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def quiet(clock: SteppedClock) -> Iterator[Side]:
    """A world in which only what the test does happens."""
    box = InstagramSandbox.open(None, clock=clock, control_key=KEY, cast=Cast.quiet())
    yield Side(box=box, clock=clock)
    box.close()


@pytest.fixture
def lively(clock: SteppedClock) -> Iterator[Side]:
    """The demo's world, full of photos."""
    box = InstagramSandbox.open(None, clock=clock, control_key=KEY)
    yield Side(box=box, clock=clock)
    box.close()


@pytest.fixture
async def network(quiet: Side) -> AsyncIterator[InstagramNetwork]:
    """The owner's client in the quiet world."""
    async with quiet.connected(quiet.box.issue_token(quiet.box.owner)) as network:
        yield network


@pytest.fixture
async def busy_network(lively: Side) -> AsyncIterator[InstagramNetwork]:
    """The owner's client in the lively world."""
    async with lively.connected(lively.box.issue_token(lively.box.owner)) as network:
        yield network
