from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

import httpx
import pytest
from PIL import Image

from sandbox.telegram.platform import Platform, Settings
from sandbox.telegram.server import TelegramSandbox
from sandbox.telegram.store import Store

if TYPE_CHECKING:
    from sandbox.telegram.visitor import Visitor

TOKEN = "123456:test-token_of-nobody"
KEY = "page-key"

Call: TypeAlias = Callable[..., Awaitable[dict[str, object]]]
Paint: TypeAlias = Callable[..., bytes]


class Times:
    """World time and real time, both moved by hand."""

    def __init__(self) -> None:
        self.world = datetime(2026, 5, 1, 18, 30, tzinfo=UTC)
        self.real = 1000.0

    def now(self) -> datetime:
        return self.world

    def seconds(self) -> float:
        return self.real

    def later(self, seconds: float) -> None:
        self.world += timedelta(seconds=seconds)
        self.real += seconds


@pytest.fixture
def times() -> Times:
    return Times()


@pytest.fixture
def settings(times: Times) -> Settings:
    return Settings(
        bot_token=TOKEN,
        bot_username="likewise_bot",
        bot_name="Likewise",
        page_key=KEY,
        clock=times.now,
        timer=times.seconds,
    )


@pytest.fixture
def platform(settings: Settings) -> Iterator[Platform]:
    platform = Platform(Store.open(None), settings)
    yield platform
    platform.close()


@pytest.fixture
def box(platform: Platform) -> TelegramSandbox:
    return TelegramSandbox(platform)


@pytest.fixture
def you(box: TelegramSandbox) -> Visitor:
    """The first visitor, who has pressed Start."""
    visitor = box.visitor(1001)
    visitor.send("/start")
    return visitor


@pytest.fixture
async def client(box: TelegramSandbox) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=box.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.fixture
def page(client: httpx.AsyncClient) -> httpx.AsyncClient:
    """A client that holds the page's key."""
    client.headers["X-Page-Key"] = KEY
    return client


@pytest.fixture
def call(client: httpx.AsyncClient) -> Call:
    """Call a Bot API method and return the whole answer."""

    async def call(method: str, **parameters: object) -> dict[str, object]:
        answer = await client.post(f"/bot{TOKEN}/{method}", json=parameters)
        body: dict[str, object] = answer.json()
        assert answer.status_code == body.get("error_code", 200)
        return body

    return call


@pytest.fixture
def paint() -> Paint:
    """Makes a real picture."""

    def paint(width: int = 640, height: int = 480, kind: str = "JPEG") -> bytes:
        target = BytesIO()
        Image.new("RGB", (width, height), (200, 120, 40)).save(target, kind)
        return target.getvalue()

    return paint
