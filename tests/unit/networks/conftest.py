from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from domain.secrets import SecretText
from networks.instagram.network import InstagramNetwork

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

TOKEN = "37998182.d2cbeff.canary0123456789abcdef0123456789"
BASE = "https://api.example.test/v1"


class SteppedClock:
    """Stands still until it is told to step."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def step(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Server:
    """Answers every request with what was set last, and keeps the requests as they arrived on the wire."""

    token = TOKEN

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.answer: Callable[[httpx.Request], httpx.Response] = lambda _: httpx.Response(500)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.answer(request)

    def gives(self, data: object, *, headers: dict[str, str] | None = None, **more: object) -> None:
        """Answer with an envelope around `data`."""
        self.says({"meta": {"code": 200}, "data": data, **more}, headers=headers)

    def refuses(self, status: int, kind: str, message: str = "", *, headers: dict[str, str] | None = None) -> None:
        """Answer with an error envelope."""
        meta = {"code": status, "error_type": kind, "error_message": message}
        self.says({"meta": meta}, status=status, headers=headers)

    def says(self, body: object, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """Answer with JSON."""
        self.answer = lambda _: httpx.Response(status, json=body, headers=headers)

    def sends(self, content: bytes, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """Answer with bytes."""
        self.answer = lambda _: httpx.Response(status, content=content, headers=headers)

    def fails(self, failure: Exception) -> None:
        """Break the connection."""

        def answer(_: httpx.Request) -> httpx.Response:
            raise failure

        self.answer = answer


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
async def network(server: Server, clock: SteppedClock) -> AsyncIterator[InstagramNetwork]:
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(
            InstagramNetwork.connect(
                BASE,
                SecretText(TOKEN),
                clock=clock,
                transport=httpx.MockTransport(server),
                picture_hosts=("cdn.example.test",),
            )
        )
