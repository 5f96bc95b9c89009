from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Literal

import httpx
import pytest

from domain.errors import ConfigError
from domain.secrets import SecretText
from networks.budget import BudgetView
from networks.instagram.network import InstagramNetwork, proxy_for

if TYPE_CHECKING:
    from networks.port import Network
    from tests.unit.networks.conftest import Server, SteppedClock


class Wire(httpx.MockTransport):
    """Knows whether it was closed."""

    closed = False

    async def aclose(self) -> None:
        self.closed = True


async def test_it_fits_the_port_and_closes_what_it_was_given(server: Server, clock: SteppedClock) -> None:
    wire = Wire(server)
    async with InstagramNetwork.connect("https://a.test/v1", SecretText("t"), clock=clock, transport=wire) as opened:
        network: Network = opened
        assert network.budget == BudgetView(limit=5000, remaining=5000)
        assert not wire.closed
    assert wire.closed


@pytest.mark.parametrize("base", ["http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1/"])
async def test_the_address_may_end_with_a_slash(server: Server, clock: SteppedClock, base: str) -> None:
    server.gives({"name": "a"})
    transport = httpx.MockTransport(server)
    async with InstagramNetwork.connect(base, SecretText("t"), clock=clock, transport=transport) as network:
        await network.tag("a")
    assert str(server.requests[0].url) == "http://127.0.0.1:8000/v1/tags/a?access_token=t"


@pytest.mark.parametrize(("limits", "calls", "likes"), [("sandbox", 500, 30), ("live", 5000, 60)])
async def test_the_limits_are_those_of_the_application(
    server: Server, clock: SteppedClock, limits: Literal["sandbox", "live"], calls: int, likes: int
) -> None:
    server.gives(None)
    opening = InstagramNetwork.connect(
        "https://a.test/v1", SecretText("t"), clock=clock, transport=httpx.MockTransport(server), limits=limits
    )
    async with opening as network:
        assert network.budget.limit == calls
        made = 0
        while not network.budget.waits:
            await network.like("1")  # type: ignore[arg-type]  # any text is an id
            made += 1
    assert made == likes


@pytest.mark.parametrize(
    "base",
    [
        pytest.param("", id="empty"),
        pytest.param("api.instagram.com/v1", id="no scheme"),
        pytest.param("ftp://a.test", id="another scheme"),
        pytest.param("https://", id="no host"),
        pytest.param("https://[::1", id="no URL"),
        pytest.param("https://a.test/v1?access_token=x", id="with parameters"),
        pytest.param("https://me:pw@a.test/v1", id="with a password"),
    ],
)
async def test_a_wrong_address_is_refused_and_not_repeated(clock: SteppedClock, base: str) -> None:
    with pytest.raises(ConfigError) as caught:
        async with InstagramNetwork.connect(base, SecretText("t"), clock=clock):
            pass
    assert str(caught.value) == "The Instagram address must read like https://api.instagram.com/v1."
    assert caught.value.__context__ is None


@pytest.mark.parametrize("token", ["", "  "])
async def test_an_empty_token_is_refused(clock: SteppedClock, token: str) -> None:
    with pytest.raises(ConfigError, match="token is empty"):
        async with InstagramNetwork.connect("https://a.test/v1", SecretText(token), clock=clock):
            pass


PROXIES = {
    "https_proxy": "http://p1.test:3128",
    "http_proxy": "http://p2.test:3128",
    "no_proxy": "inside.test,b.test",
}


@pytest.mark.parametrize(
    ("base", "environ", "proxy"),
    [
        pytest.param("https://a.test/v1", PROXIES, "http://p1.test:3128", id="https"),
        pytest.param("http://a.test/v1", PROXIES, "http://p2.test:3128", id="http"),
        pytest.param("https://a.test/v1", {"all_proxy": "http://p.test"}, "http://p.test", id="one for all"),
        pytest.param("https://a.test/v1", {"all_proxy": "p.test:3128"}, "http://p.test:3128", id="without a scheme"),
        pytest.param("https://a.test/v1", {"http_proxy": "http://p.test"}, None, id="only for another scheme"),
        pytest.param("https://inside.test/v1", PROXIES, None, id="excepted"),
        pytest.param("https://a.inside.test/v1", PROXIES, None, id="below an excepted one"),
        pytest.param("https://notinside.test/v1", PROXIES, "http://p1.test:3128", id="ends like an excepted one"),
        pytest.param("https://a.test/v1", {}, None, id="none"),
    ],
)
def test_the_proxy_of_the_environment_is_used(
    monkeypatch: pytest.MonkeyPatch, base: str, environ: dict[str, str], proxy: str | None
) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(httpx.URL(base)) == proxy


async def answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    body = b'{"meta": {"code": 200}, "data": {"name": "a"}}'
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def test_this_machine_is_reached_without_a_proxy(clock: SteppedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://proxy.invalid:1")
    async with await asyncio.start_server(answer_once, "127.0.0.1", 0) as server:
        base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        async with InstagramNetwork.connect(base, SecretText("t"), clock=clock) as network:
            assert (await network.tag("a")).name == "a"
