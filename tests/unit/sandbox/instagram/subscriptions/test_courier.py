from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from sandbox.instagram.subscriptions.courier import Letter, LoopbackCourier, Target, UnreachableError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def answering(answer: bytes) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server that says one thing, and what was said to it."""
    heard: list[bytes] = []

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        if b"POST" in heard[0]:
            heard.append(await reader.readexactly(5))
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", heard


@pytest.mark.parametrize(
    ("answer", "status", "text"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi and more", 200, "hi"),
        (b"HTTP/1.0 200 OK\r\nServer: x\r\n\r\nto the end", 200, "to the end"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://example.org/\r\ncontent-length:0\r\n\r\n", 302, ""),
        (b"HTTP/1.1 200 OK\r\n\r\n\xff", 200, "�"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 100_000, 200, "x" * 16384),
    ],
)
async def test_it_brings_back_the_answer(answer: bytes, status: int, text: str) -> None:
    async with answering(answer) as (url, heard):
        reply = await LoopbackCourier().bring(Letter(method="GET", url=f"{url}/hook?a=b"))
    assert (reply.status, reply.text) == (status, text)
    assert heard[0].startswith(b"GET /hook?a=b HTTP/1.0\r\nHost: 127.0.0.1:")


async def test_it_brings_a_body_with_its_headers() -> None:
    async with answering(b"HTTP/1.1 204 No Content\r\n\r\n") as (url, heard):
        letter = Letter(method="POST", url=url, headers={"X-Hub-Signature": "abc"}, body=b"hello")
        assert (await LoopbackCourier().bring(letter)).status == 204
    assert b"\r\nContent-Length: 5\r\nX-Hub-Signature: abc\r\n" in heard[0]
    assert heard[1] == b"hello"


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-OpenSSH\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 9000])
async def test_what_speaks_otherwise_is_not_reached(answer: bytes) -> None:
    async with answering(answer) as (url, _):
        with pytest.raises(UnreachableError):
            await LoopbackCourier().bring(Letter(method="GET", url=url))


async def test_where_nobody_listens_nobody_is_reached() -> None:
    async with answering(b"") as (url, _):
        pass
    with pytest.raises(UnreachableError, match="no answer from 127"):
        await LoopbackCourier().bring(Letter(method="GET", url=url))


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("http://127.0.0.1", "127.0.0.1", 80, "/"),
        ("http://127.8.9.1:81/a?b=c", "127.8.9.1", 81, "/a?b=c"),
        ("http://localhost:9000/x#part", "127.0.0.1", 9000, "/x"),
        ("http://[::1]:5/", "::1", 5, "/"),
    ],
)
def test_this_machine_may_be_called(url: str, host: str, port: int, path: str) -> None:
    target = Target.of(url)
    assert (target.host, target.port, target.path) == (host, port, path)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "http://localhost.example.org/",
        "http://127.0.0.1.example.org/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/",
        "http://[::]/",
        "http://[::ffff:10.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://127.0.0.1@example.org/",
        "http://a:b@127.0.0.1/",
        "https://127.0.0.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "//127.0.0.1/",
        "127.0.0.1",
        "",
        "http://",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:x/",
        "http://[::1",
        "http://127.0.0.1/a b",
        "http://127.0.0.1/\r\nHost: x",
        "http://127.0.0.1/ü",
    ],
)
def test_nothing_else_may(url: str) -> None:
    with pytest.raises(UnreachableError):
        Target.of(url)
