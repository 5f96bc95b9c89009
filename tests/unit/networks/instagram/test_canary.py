"""A token that must never be seen: every operation meets every fault, and everything that could show it is read."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest

from domain.errors import LikewiseError
from domain.ids import CommentId, GeographyId, LocationId, MediaId, UserId
from domain.media import Circle
from domain.people import RelationshipVerb
from domain.secrets import SecretText
from networks.instagram.network import InstagramNetwork
from networks.instagram.retries import Retries
from tests.unit.networks.exposure import everything_about

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from tests.unit.networks.conftest import SteppedClock

CANARY = "37998182.d2cbeff.c4n4ry/c4n4ry+c4n4ry="
SIGNING_CANARY = "secret-c4n4ry-of-the-application"

OPERATIONS: dict[str, Callable[[InstagramNetwork], Awaitable[object]]] = {
    "me": lambda n: n.me(),
    "user": lambda n: n.user(UserId("2")),
    "search_users": lambda n: n.search_users("ada"),
    "user_media": lambda n: n.user_media(UserId("2")),
    "feed": lambda n: n.feed(),
    "liked": lambda n: n.liked(cursor="5"),
    "search_tags": lambda n: n.search_tags("sun"),
    "tag": lambda n: n.tag("sunset"),
    "tag_media": lambda n: n.tag_media("sunset", cursor="5"),
    "search_locations": lambda n: n.search_locations(Circle(latitude=1, longitude=2)),
    "location": lambda n: n.location(LocationId("7")),
    "location_media": lambda n: n.location_media(LocationId("7")),
    "geography_media": lambda n: n.geography_media(GeographyId("4")),
    "popular": lambda n: n.popular(),
    "search_media": lambda n: n.search_media(Circle(latitude=1, longitude=2)),
    "media_by_shortcode": lambda n: n.media_by_shortcode("D"),
    "media": lambda n: n.media(MediaId("1")),
    "comments": lambda n: n.comments(MediaId("1")),
    "post_comment": lambda n: n.post_comment(MediaId("1"), "Lovely"),
    "delete_comment": lambda n: n.delete_comment(MediaId("1"), CommentId("5")),
    "likes": lambda n: n.likes(MediaId("1")),
    "like": lambda n: n.like(MediaId("1")),
    "unlike": lambda n: n.unlike(MediaId("1")),
    "requested_by": lambda n: n.requested_by(),
    "follows": lambda n: n.follows(UserId("2")),
    "followed_by": lambda n: n.followed_by(UserId("2"), cursor="5"),
    "relationship": lambda n: n.relationship(UserId("2")),
    "change_relationship": lambda n: n.change_relationship(UserId("2"), RelationshipVerb.APPROVE),
    "picture": lambda n: n.picture("https://api.example.test/1.jpg"),
}


def refusal(status: int, kind: str, *, bare: bool = False) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        told = {"code": status, "error_type": kind, "error_message": f"see {request.url}"}
        headers = {"location": str(request.url), "retry-after": str(request.url)}
        return httpx.Response(status, json=told if bare else {"meta": told}, headers=headers)

    return answer


def page(request: httpx.Request) -> httpx.Response:
    body = {"data": [{"id": str(request.url)}], "pagination": {"next_max_id": "4", "next_url": str(request.url)}}
    return httpx.Response(200, json=body, headers={"x-ratelimit-limit": str(request.url)})


def breakage(kind: type[httpx.RequestError]) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        cause = OSError(f"while asking {request.url}")
        raise kind(f"no answer from {request.url}", request=request) from cause

    return answer


FAULTS: dict[str, Callable[[httpx.Request], httpx.Response]] = {
    "page": page,
    "html": lambda request: httpx.Response(502, html=f"<a href='{request.url}'>"),
    "text": lambda request: httpx.Response(200, text=str(request.url)),
    "redirect": lambda request: httpx.Response(302, headers={"location": str(request.url)}),
    "token refused": refusal(400, "OAuthAccessTokenException"),
    "forbidden": refusal(403, "OAuthForbiddenException", bare=True),
    "gone": refusal(400, "APINotFoundError"),
    "too many": refusal(429, "OAuthRateLimitException"),
    "too many, bare": refusal(400, "OAuthRateLimitException", bare=True),
    "fault": refusal(500, "APIError"),
} | {
    kind.__name__: breakage(kind)
    for kind in (
        httpx.ConnectError,
        httpx.ConnectTimeout,
        httpx.PoolTimeout,
        httpx.ProxyError,
        httpx.ReadTimeout,
        httpx.ReadError,
        httpx.WriteError,
        httpx.RemoteProtocolError,
        httpx.LocalProtocolError,
        httpx.DecodingError,
    )
}


async def all_that_comes_of(
    operation: Callable[[InstagramNetwork], Awaitable[object]], network: InstagramNetwork
) -> str:
    try:
        return repr(await operation(network))
    except LikewiseError as error:
        return everything_about(error)


def assert_unseen(text: str) -> None:
    assert CANARY not in text
    assert quote(CANARY, safe="") not in text
    assert "c4n4ry" not in text


@asynccontextmanager
async def connected(
    clock: SteppedClock, transport: httpx.AsyncBaseTransport | None, base: str = "https://api.example.test/v1"
) -> AsyncIterator[InstagramNetwork]:
    opening = InstagramNetwork.connect(
        base,
        SecretText(CANARY),
        clock=clock,
        transport=transport,
        signing_secret=SecretText(SIGNING_CANARY),
        retries=Retries(delays=(0.0,), pause=at_once),
    )
    async with opening as network:
        yield network


async def at_once(_seconds: float) -> None:
    """No pause."""


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
async def test_no_fault_of_any_operation_shows_the_token(
    clock: SteppedClock, caplog: pytest.LogCaptureFixture, fault: Callable[[httpx.Request], httpx.Response]
) -> None:
    caplog.set_level(logging.DEBUG)
    for operation in OPERATIONS.values():
        async with connected(clock, httpx.MockTransport(fault)) as network:
            assert_unseen(await all_that_comes_of(operation, network))
            assert_unseen(repr(network))
    assert_unseen(caplog.text)


async def test_the_canary_can_be_seen_where_it_is(clock: SteppedClock) -> None:
    """Otherwise the test above would prove nothing."""
    requests: list[httpx.Request] = []

    def server(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return page(request)

    async with connected(clock, httpx.MockTransport(server)) as network:
        for operation in OPERATIONS.values():
            with suppress(LikewiseError):
                await operation(network)
    assert len(requests) == len(OPERATIONS)
    with_token = [request for request in requests if request.url.params.get("access_token") == CANARY]
    assert len(with_token) == len(OPERATIONS) - 1, "all but the picture"


async def test_a_bug_below_does_not_show_the_token(clock: SteppedClock) -> None:
    def server(request: httpx.Request) -> httpx.Response:
        raise RuntimeError(f"a bug at {request.url.path}")

    async with connected(clock, httpx.MockTransport(server)) as network:
        with pytest.raises(RuntimeError) as caught:
            await network.me()
    assert_unseen(everything_about(caught.value))


@asynccontextmanager
async def echo_server() -> AsyncIterator[str]:
    """A server on a real socket that repeats the request's first line in a header; gives its address."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: ")
        writer.write(head.split(b" ")[1] + b"\r\n\r\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/v1"


async def test_the_libraries_do_not_log_the_token_at_any_level(
    clock: SteppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "httpcore.connection", "httpcore.http11"):
        caplog.set_level(logging.DEBUG, name)
    async with echo_server() as base, connected(clock, None, base) as network:
        with pytest.raises(LikewiseError, match="status 302"):
            await network.me()
    assert "HTTP Request: GET" in caplog.text
    assert_unseen(caplog.text)


async def test_a_call_broken_off_on_a_real_line_does_not_show_the_token(clock: SteppedClock) -> None:
    arrived = asyncio.Event()

    async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        arrived.set()
        await reader.read()
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(hold, "127.0.0.1", 0) as server:
        base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        async with connected(clock, None, base) as network:
            task = asyncio.create_task(network.me())
            await arrived.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
    assert_unseen(everything_about(caught.value))


async def test_a_refused_connection_on_a_real_line_does_not_show_the_token(clock: SteppedClock) -> None:
    async with await asyncio.start_server(lambda _r, _w: None, "127.0.0.1", 0) as server:
        base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    async with connected(clock, None, base) as network:
        with pytest.raises(LikewiseError, match="cannot be reached") as caught:
            await network.like(MediaId("1"))
    assert_unseen(everything_about(caught.value))
