from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import httpx
import pytest

from domain.secrets import SecretText
from networks.instagram.line import proxy_for
from networks.instagram.network import InstagramNetwork

if TYPE_CHECKING:
    from tests.unit.networks.conftest import SteppedClock

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
