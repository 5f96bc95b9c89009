from __future__ import annotations

import asyncio
import gzip
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import httpx
import pytest

from domain.secrets import SecretText
from networks.instagram.transport import LARGEST_ANSWER, TokenTransport

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.unit.networks.conftest import Server

BASE = httpx.URL("https://api.example.test/v1")
TOKEN = "1.abc.0123456789+/="


@asynccontextmanager
async def opened(
    handler: Callable[[httpx.Request], httpx.Response], token: str = TOKEN
) -> AsyncIterator[httpx.AsyncClient]:
    transport = TokenTransport(httpx.MockTransport(handler), base=BASE, token=SecretText(token))
    async with httpx.AsyncClient(transport=transport) as client:
        yield client


async def test_the_wire_sees_the_token_and_the_request_does_not(server: Server) -> None:
    server.says({})
    async with opened(server) as client:
        answer = await client.get(f"{BASE}/users/self", params={"count": "3"})
    assert dict(server.requests[0].url.params) == {"count": "3", "access_token": TOKEN}
    assert str(answer.request.url) == f"{BASE}/users/self?count=3"


async def test_method_headers_and_body_pass_through(server: Server) -> None:
    server.says({})
    async with opened(server) as client:
        await client.post(f"{BASE}/x", data={"text": "é"}, headers={"x-test": "1"})
    sent = server.requests[0]
    assert (sent.method, sent.headers["x-test"]) == ("POST", "1")
    assert await sent.aread() == b"text=%C3%A9"


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://api.example.test/v1/x", id="other scheme"),
        pytest.param("https://api.example.test:8443/v1/x", id="other port"),
        pytest.param("https://api.example.test.evil.test/v1/x", id="host that begins alike"),
        pytest.param("https://evil-api.example.test/v1/x", id="host that ends alike"),
        pytest.param("https://api.example.test@evil.test/v1/x", id="host as a user name"),
    ],
)
async def test_no_other_origin_gets_the_token(server: Server, url: str) -> None:
    server.says({})
    async with opened(server) as client:
        await client.get(url)
    assert "access_token" not in server.requests[0].url.params


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://api.example.test:443/v1/x", id="the port spelt out"),
        pytest.param("https://API.example.test/v1/x", id="capitals"),
    ],
)
async def test_the_same_origin_spelt_otherwise_gets_the_token(server: Server, url: str) -> None:
    server.says({})
    async with opened(server) as client:
        await client.get(url)
    assert server.requests[0].url.params["access_token"] == TOKEN


@pytest.mark.parametrize("spelt", [TOKEN, quote_plus(TOKEN)])
async def test_what_the_server_repeats_is_taken_out(server: Server, spelt: str) -> None:
    server.sends(f"a {spelt} b".encode(), headers={"location": f"/?access_token={spelt}"})
    async with opened(server) as client:
        answer = await client.get(f"{BASE}/x")
    assert answer.text == "a *** b"
    assert answer.headers["location"] == "/?access_token=***"


async def test_a_token_as_short_as_a_word_leaves_the_answer_whole(server: Server) -> None:
    server.says({"data": []})
    async with opened(server, token="data") as client:
        assert (await client.get(f"{BASE}/x")).json() == {"data": []}


async def test_a_packed_answer_is_unpacked_once(server: Server) -> None:
    server.sends(gzip.compress(b'{"a": 1}'), headers={"content-encoding": "gzip"})
    async with opened(server) as client:
        answer = await client.get(f"{BASE}/x")
    assert answer.json() == {"a": 1}
    assert answer.headers["content-length"] == "8"
    assert "content-encoding" not in answer.headers


async def test_an_endless_answer_is_cut_off(server: Server) -> None:
    server.sends(gzip.compress(b" " * (LARGEST_ANSWER + 1)), headers={"content-encoding": "gzip"})
    async with opened(server) as client:
        with pytest.raises(httpx.ReadError, match="larger than"):
            await client.get(f"{BASE}/x")


async def test_a_failure_has_no_history(server: Server) -> None:
    cause = ValueError(TOKEN)
    failure = httpx.ReadError("reset")
    failure.__cause__ = failure.__context__ = cause
    server.fails(failure)
    async with opened(server) as client:
        with pytest.raises(httpx.ReadError) as caught:
            await client.get(f"{BASE}/x")
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    frames = [entry.name for entry in caught.traceback]
    assert frames[-1] == "handle_async_request"


class Silence(httpx.AsyncBaseTransport):
    """Never answers."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.set()
        await asyncio.Event().wait()
        return httpx.Response(200, request=request)


async def test_a_cancelled_call_stays_cancelled() -> None:
    silence = Silence()
    transport = TokenTransport(silence, base=BASE, token=SecretText(TOKEN))
    async with httpx.AsyncClient(transport=transport) as client:
        task = asyncio.create_task(client.get(f"{BASE}/x"))
        await silence.asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert task.cancelled()
