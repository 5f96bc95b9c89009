from __future__ import annotations

import asyncio
import gzip
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote_plus

import httpx
import pytest

from domain.secrets import SecretText
from networks.instagram.signing import signature
from networks.instagram.transport import LARGEST_ANSWER, SecretTransport

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.unit.networks.conftest import Server

BASE = httpx.URL("https://api.example.test/v1")
TOKEN = "1.abc.0123456789+/="


@asynccontextmanager
async def opened(
    handler: Callable[[httpx.Request], httpx.Response], token: str = TOKEN
) -> AsyncIterator[httpx.AsyncClient]:
    transport = SecretTransport(httpx.MockTransport(handler), base=BASE, secrets={"access_token": SecretText(token)})
    async with httpx.AsyncClient(transport=transport) as client:
        yield client


async def test_the_wire_sees_the_token_and_the_request_does_not(server: Server) -> None:
    server.says({})
    async with opened(server) as client:
        answer = await client.get(f"{BASE}/users/self", params={"count": "3"})
    assert dict(server.requests[0].url.params) == {"count": "3", "access_token": TOKEN}
    assert str(answer.request.url) == f"{BASE}/users/self?count=3"


SECRETS = {"access_token": SecretText(TOKEN)}
APP_SECRET = "6dc1787668c64c939929c17683d7cb74"


async def test_a_signed_request_says_so_below(server: Server) -> None:
    """The second published vector, over the wire."""
    secrets = {"access_token": SecretText("fb2e77d.47a0479900504cb3ab4a1f626d174d2d")}
    server.sends(APP_SECRET.encode())
    transport = SecretTransport(
        httpx.MockTransport(server), base=BASE, secrets=secrets, signing_secret=SecretText(APP_SECRET)
    )
    async with httpx.AsyncClient(transport=transport) as client:
        answer = await client.get(f"{BASE}/media/657988443280050001_25025320", params={"count": "10"})
    assert server.requests[0].url.params["sig"] == "260634b241a6cfef5e4644c205fb30246ff637591142781b86e2075faf1b163a"
    assert "sig" not in answer.request.url.params
    assert APP_SECRET not in str(server.requests[0].url)


@pytest.mark.parametrize("base", ["https://api.example.test/v1", "https://api.example.test/v1/"])
async def test_the_signature_covers_path_query_and_form_as_plain_text(server: Server, base: str) -> None:
    server.says({})
    secret = SecretText(APP_SECRET)
    transport = SecretTransport(
        httpx.MockTransport(server), base=httpx.URL(base), secrets=SECRETS, signing_secret=secret
    )
    async with httpx.AsyncClient(transport=transport) as client:
        await client.post(f"{BASE}/tags/caf%C3%A9", params={"a b": "&"}, data={"text": "So & warm é", "sig": "0"})
    parameters = {"access_token": TOKEN, "a b": "&", "text": "So & warm é"}
    assert server.requests[0].url.params["sig"] == signature("/tags/café", parameters, secret)


async def test_without_a_secret_nothing_is_signed(server: Server) -> None:
    server.says({})
    async with opened(server) as client:
        await client.get(f"{BASE}/x")
    assert "sig" not in server.requests[0].url.params


async def test_secrets_stand_in_forms_where_wanted(server: Server) -> None:
    server.says({})
    transport = SecretTransport(httpx.MockTransport(server), base=BASE, secrets=SECRETS, in_forms=True)
    async with httpx.AsyncClient(transport=transport) as client:
        await client.post(f"{BASE}/x", data={"a": "é", "b": ""})
        await client.get(f"{BASE}/x", params={"a": "1"})
    posted, asked = server.requests
    assert parse_qs(posted.content.decode(), keep_blank_values=True) == {
        "a": ["é"],
        "b": [""],
        "access_token": [TOKEN],
    }
    assert posted.headers["content-length"] == str(len(posted.content))
    assert not posted.url.params
    assert dict(asked.url.params) == {"a": "1", "access_token": TOKEN}


async def test_a_body_that_is_no_form_stays_as_it_is(server: Server) -> None:
    server.says({})
    async with opened(server) as client:
        await client.post(f"{BASE}/x", content=b"a=\xff&b", headers={"content-type": "text/plain"})
    assert server.requests[0].content == b"a=\xff&b"


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
    transport = SecretTransport(silence, base=BASE, secrets={"access_token": SecretText(TOKEN)})
    async with httpx.AsyncClient(transport=transport) as client:
        task = asyncio.create_task(client.get(f"{BASE}/x"))
        await silence.asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert task.cancelled()
