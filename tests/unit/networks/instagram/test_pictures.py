from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from domain.errors import LikewiseError, RefusedError, RetryableError
from networks.instagram.pictures import LARGEST_PICTURE, Pictures

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from networks.instagram.network import InstagramNetwork
    from tests.unit.networks.conftest import Server

OWN = "https://api.example.test/pictures/1.jpg"
JPEG = {"content-type": "image/jpeg"}


@pytest.mark.parametrize(
    "url",
    [
        pytest.param(OWN, id="the API's own host"),
        pytest.param("https://cdn.example.test/1.jpg", id="a listed host"),
        pytest.param("https://a.b.CDN.example.test/1.jpg?sig=x", id="below a listed host"),
        pytest.param("https://cdn.example.test:443/1.jpg", id="the port spelt out"),
    ],
)
async def test_a_picture_is_loaded_without_the_token(network: InstagramNetwork, server: Server, url: str) -> None:
    server.sends(b"\xff\xd8", headers=JPEG)
    assert await network.picture(url) == b"\xff\xd8"
    assert "access_token" not in str(server.requests[0].url)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://cdn.example.test/1.jpg", id="listed but not https"),
        pytest.param("http://api.example.test/1.jpg", id="the API's host, not its scheme"),
        pytest.param("https://cdn.example.test:8443/1.jpg", id="another port"),
        pytest.param("https://api.example.test:22/1.jpg", id="another port of the API's host"),
        pytest.param("https://evilcdn.example.test/1.jpg", id="ends alike without a dot"),
        pytest.param("https://cdn.example.test.evil.test/1.jpg", id="begins alike"),
        pytest.param("https://cdn.example.test@evil.test/1.jpg", id="the host as a user name"),
        pytest.param("https://me:pw@cdn.example.test/1.jpg", id="with a password"),
        pytest.param("https://evil.test/cdn.example.test/1.jpg", id="the host in the path"),
        pytest.param("https://evil.test\\@cdn.example.test/1.jpg", id="a backslash"),
        pytest.param("https://cdn.example.test./1.jpg", id="a final dot"),
        pytest.param("https://example.test/1.jpg", id="the parent domain"),
        pytest.param("file:///etc/passwd", id="a file"),
        pytest.param("data:image/png;base64,AAAA", id="data"),
        pytest.param("//cdn.example.test/1.jpg", id="without a scheme"),
        pytest.param("", id="empty"),
        pytest.param("https://", id="without a host"),
        pytest.param("https://[::1", id="no URL"),
        pytest.param("https://a\nb/", id="a line break"),
        *[
            pytest.param(f"{scheme}://{host}/latest/meta-data", id=f"{scheme} {host}")
            for scheme in ("http", "https")
            for host in (
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f.1",
                "0177.0.0.1",
                "0.0.0.0",  # noqa: S104  # an address to refuse
                "localhost",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "192.0.0.8",
                "100.64.0.1",
                "169.254.169.254",
                "224.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "[fe80::1]",
                "[fd00::1]",
            )
        ],
    ],
)
async def test_no_other_address_is_even_asked(network: InstagramNetwork, server: Server, url: str) -> None:
    with pytest.raises(RefusedError, match="not one of this network's picture servers"):
        await network.picture(url)
    assert server.requests == []


@pytest.mark.parametrize(
    ("status", "headers", "error", "words"),
    [
        pytest.param(404, JPEG, RefusedError, "not there any more", id="gone"),
        pytest.param(403, JPEG, RefusedError, "not there any more", id="run out"),
        pytest.param(302, {"location": "http://127.0.0.1/"}, RefusedError, "status 302", id="redirect"),
        pytest.param(400, JPEG, RefusedError, "status 400", id="refused"),
        pytest.param(200, {"content-type": "text/html"}, RefusedError, "no picture", id="a page"),
        pytest.param(200, {}, RefusedError, "no picture", id="no type"),
        pytest.param(200, JPEG | {"content-encoding": "br"}, RefusedError, "no picture", id="packed"),
        pytest.param(200, {"content-type": "text/image/jpeg"}, RefusedError, "no picture", id="almost a type"),
        pytest.param(500, JPEG, RetryableError, "status 500", id="a fault"),
        pytest.param(429, JPEG, RetryableError, "status 429", id="too often"),
    ],
)
async def test_what_is_no_picture_is_said(
    network: InstagramNetwork,
    server: Server,
    status: int,
    headers: dict[str, str],
    error: type[LikewiseError],
    words: str,
) -> None:
    server.sends(b"x", status=status, headers=headers)
    with pytest.raises(error, match=words):
        await network.picture(OWN)
    assert len(server.requests) == 1


async def test_a_picture_that_is_gone_is_gone(network: InstagramNetwork, server: Server) -> None:
    server.sends(b"", status=404)
    with pytest.raises(RefusedError) as caught:
        await network.picture(OWN)
    assert caught.value.gone


async def test_a_broken_line_may_be_better_later(network: InstagramNetwork, server: Server) -> None:
    server.fails(httpx.ReadError("https://cdn.example.test/?sig=secret"))
    with pytest.raises(RetryableError, match="did not deliver it") as caught:
        await network.picture(OWN)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


class Chunks(httpx.AsyncByteStream):
    """Counts how much of it was read."""

    def __init__(self, size: int, count: int) -> None:
        self.size, self.count, self.read = size, count, 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(self.count):
            self.read += 1
            yield b"x" * self.size


@pytest.mark.parametrize(
    ("surplus", "fits"), [pytest.param(0, True, id="10 MB"), pytest.param(1, False, id="a byte more")]
)
async def test_the_size_is_limited(network: InstagramNetwork, server: Server, surplus: int, *, fits: bool) -> None:
    server.sends(b"x" * (LARGEST_PICTURE + surplus), headers=JPEG)
    if fits:
        assert len(await network.picture(OWN)) == LARGEST_PICTURE
    else:
        with pytest.raises(RefusedError, match="larger than 10 MB"):
            await network.picture(OWN)


async def test_reading_stops_at_the_limit(network: InstagramNetwork, server: Server) -> None:
    chunks = Chunks(size=1024 * 1024, count=1000)
    server.answer = lambda _: httpx.Response(200, headers=JPEG, stream=chunks)
    with pytest.raises(RefusedError, match="larger than 10 MB"):
        await network.picture(OWN)
    assert chunks.read == 11


async def test_hosts_may_be_written_with_dots_and_capitals(server: Server) -> None:
    server.sends(b"\xff\xd8", headers=JPEG)
    async with httpx.AsyncClient(transport=httpx.MockTransport(server)) as client:
        pictures = Pictures(client, api=httpx.URL("https://api.example.test/v1"), hosts=(".CDN.test",))
        assert await pictures.fetch("https://a.cdn.test/1.jpg") == b"\xff\xd8"


async def test_loading_a_picture_costs_no_call(network: InstagramNetwork, server: Server) -> None:
    before = network.budget
    server.sends(b"\xff\xd8", headers=JPEG)
    await network.picture(OWN)
    assert network.budget == before
