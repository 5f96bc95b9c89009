from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from domain.errors import ConfigError
from likewise.serving import address, listen, served

if TYPE_CHECKING:
    from starlette.requests import Request


class Served:
    """An application that answers at once, or when it is stopped."""

    def __init__(self) -> None:
        self.stopped = asyncio.Event()
        self.waiting = asyncio.Event()
        self.app = Starlette(routes=[Route("/", self.hello), Route("/wait", self.wait)])

    async def hello(self, _request: Request) -> PlainTextResponse:
        return PlainTextResponse("hello")

    async def wait(self, _request: Request) -> PlainTextResponse:
        self.waiting.set()
        await self.stopped.wait()
        return PlainTextResponse("bye")

    def stop(self) -> None:
        self.stopped.set()


async def test_it_answers_while_the_block_lasts_and_not_after() -> None:
    site, sock = Served(), listen(0)
    where = address(sock)
    async with httpx.AsyncClient(trust_env=False) as client:
        async with served(site.app, sock, stopping=site.stop):
            assert (await client.get(where)).text == "hello"
        with pytest.raises(httpx.TransportError):
            await client.get(where)


async def test_long_answers_are_told_to_end() -> None:
    site, sock = Served(), listen(0)
    async with httpx.AsyncClient(trust_env=False) as client:
        async with served(site.app, sock, stopping=site.stop):
            long = asyncio.create_task(client.get(f"{address(sock)}/wait"))
            await site.waiting.wait()
        assert (await long).text == "bye", "it was not cut off"


async def test_it_is_reached_from_this_machine_only() -> None:
    with listen(0) as sock:
        assert sock.getsockname()[0] == "127.0.0.1"
        assert address(sock) == f"http://127.0.0.1:{sock.getsockname()[1]}"


def test_a_port_that_is_taken_is_replaced_by_a_free_one() -> None:
    with listen(0) as first, listen(first.getsockname()[1]) as second:
        assert second.getsockname()[1] != first.getsockname()[1]


def test_a_port_that_was_closed_is_found_again() -> None:
    with listen(0) as first:
        port = first.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as client:
            server_side, _ = first.accept()
            server_side.close()
            client.close()
    with listen(port) as second:
        assert second.getsockname()[1] == port


def test_a_port_that_must_be_the_one_is_not_replaced() -> None:
    with listen(0) as first, pytest.raises(ConfigError, match=r"is taken and cannot be opened on 127\.0\.0\.1"):
        listen(first.getsockname()[1], or_free=False)
