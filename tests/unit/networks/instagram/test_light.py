"""One suite over both transports: what may be made again must not depend on what carries it."""

from __future__ import annotations

import asyncio
import socket
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError, RetryableError, UncertainError
from domain.ids import MediaId
from domain.secrets import SecretText
from networks.instagram.line import api_address, light_line, line
from networks.instagram.network import InstagramNetwork

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import httpx

    from tests.unit.networks.conftest import SteppedClock

ANSWER = b'{"meta": {"code": 200}, "data": {"name": "a"}}'
TOKEN = "a-canary-token"
BOTH = pytest.mark.parametrize("make", [pytest.param(line, id="httpx"), pytest.param(light_line, id="aiohttp")])


class Server:
    """Answers with what it is given, and breaks off where that ends."""

    def __init__(self, told: bytes) -> None:
        self.told = told
        self.asked: list[bytes] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(self.told)
        await writer.drain()
        writer.close()
        await writer.wait_closed()


def whole(body: bytes = ANSWER, *, extra: bytes = b"") -> bytes:
    return b"HTTP/1.1 200 OK\r\nConnection: close\r\n%bContent-Length: %d\r\n\r\n" % (extra, len(body)) + body


@asynccontextmanager
async def connected(
    make: Callable[[httpx.URL], httpx.AsyncBaseTransport], clock: SteppedClock, server: Server
) -> AsyncIterator[InstagramNetwork]:
    async with await asyncio.start_server(server, "127.0.0.1", 0) as listening:
        base = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"
        transport = make(api_address(base))
        async with InstagramNetwork.connect(base, SecretText(TOKEN), clock=clock, transport=transport) as network:
            yield network


@BOTH
async def test_an_answer_arrives(make: Callable[[httpx.URL], httpx.AsyncBaseTransport], clock: SteppedClock) -> None:
    server = Server(whole(extra=b"Set-Cookie: seen=1\r\n"))
    async with connected(make, clock, server) as network:
        assert (await network.tag("a b")).name == "a"
        await network.tag("c")
    assert server.asked[0].startswith(b"GET /v1/tags/a%20b?access_token=")
    assert b"cookie" not in server.asked[0].lower()


@BOTH
@pytest.mark.parametrize(
    "told",
    [
        pytest.param(b"", id="nothing at all"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Le", id="half a head"),
        pytest.param(whole()[:-5], id="half a body"),
    ],
)
async def test_a_write_whose_answer_is_lost_is_never_taken_for_unsent(
    make: Callable[[httpx.URL], httpx.AsyncBaseTransport], clock: SteppedClock, told: bytes
) -> None:
    server = Server(told)
    async with connected(make, clock, server) as network:
        with pytest.raises(UncertainError) as caught:
            await network.like(MediaId("1_2"))
    assert len(server.asked) == 1
    assert TOKEN not in repr(caught.value.__context__) + str(caught.value)


@BOTH
async def test_what_was_never_sent_may_be_tried_again(
    make: Callable[[httpx.URL], httpx.AsyncBaseTransport], clock: SteppedClock
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        transport = make(api_address(base))
        async with InstagramNetwork.connect(base, SecretText(TOKEN), clock=clock, transport=transport) as network:
            with pytest.raises(RetryableError, match="cannot be reached"):
                await network.like(MediaId("1_2"))


def test_who_lacks_the_extra_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "networks.instagram.light", raising=False)
    monkeypatch.setitem(sys.modules, "httpx_aiohttp", None)
    with pytest.raises(ConfigError, match=r"pip install 'likewise\[many-tokens\]'"):
        light_line(api_address("http://127.0.0.1/v1"))
