from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from domain.errors import RetryableError, UncertainError
from domain.ids import MediaId
from domain.secrets import SecretText
from networks.instagram.network import InstagramNetwork
from networks.instagram.retries import Retries

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.unit.networks.conftest import Server, SteppedClock

    Operation = Callable[[InstagramNetwork], Awaitable[object]]

PHOTO = MediaId("1")


async def read(network: InstagramNetwork) -> object:
    return await network.likes(PHOTO)


async def like(network: InstagramNetwork) -> None:
    await network.like(PHOTO)


async def unlike(network: InstagramNetwork) -> None:
    await network.unlike(PHOTO)


class Pauses:
    """Does not wait, but remembers how long it should have."""

    def __init__(self) -> None:
        self.lengths: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.lengths.append(seconds)


class Faltering:
    """Breaks the first requests, and answers those after them."""

    def __init__(self, server: Server, failure: Exception, times: int) -> None:
        self.server, self.failure, self.times = server, failure, times

    def __call__(self, _request: httpx.Request) -> httpx.Response:
        if len(self.server.requests) <= self.times:
            raise self.failure
        return httpx.Response(200, json={"meta": {"code": 200}, "data": []})


async def call(server: Server, clock: SteppedClock, ask: Operation) -> tuple[list[float], int]:
    """Make a call with two retries; give the pauses and how many calls were counted."""
    pauses = Pauses()
    opening = InstagramNetwork.connect(
        "https://api.example.test/v1",
        SecretText(server.token),
        clock=clock,
        transport=httpx.MockTransport(server),
        retries=Retries(delays=(0.5, 2.0), pause=pauses),
    )
    async with opening as network:
        await ask(network)
        return pauses.lengths, 5000 - network.budget.remaining


REFUSED, RESET = httpx.ConnectError("refused"), httpx.ReadError("reset")
CUT = httpx.RemoteProtocolError("cut off")


@pytest.mark.parametrize(
    ("ask", "failure", "times", "counted"),
    [
        pytest.param(read, REFUSED, 1, 1, id="a read that never left"),
        pytest.param(read, RESET, 1, 2, id="a read whose line broke costs twice"),
        pytest.param(read, CUT, 2, 3, id="a read that was cut off twice"),
        pytest.param(like, REFUSED, 2, 1, id="a write that never left"),
        pytest.param(unlike, httpx.ConnectTimeout("slow"), 1, 1, id="another"),
    ],
)
async def test_what_may_be_repeated_is(
    server: Server, clock: SteppedClock, ask: Operation, failure: Exception, times: int, counted: int
) -> None:
    server.answer = Faltering(server, failure, times)
    pauses, calls = await call(server, clock, ask)
    assert pauses == [0.5, 2.0][:times]
    assert len(server.requests) == times + 1
    assert calls == counted


@pytest.mark.parametrize(
    ("ask", "failure", "error"),
    [
        pytest.param(like, RESET, UncertainError, id="a write that may have arrived"),
        pytest.param(unlike, CUT, UncertainError, id="a removal that may have arrived"),
        pytest.param(read, httpx.ReadTimeout("slow"), RetryableError, id="a read that is slow"),
    ],
)
async def test_what_may_not_be_repeated_is_not(
    server: Server, clock: SteppedClock, ask: Operation, failure: Exception, error: type[Exception]
) -> None:
    server.answer = Faltering(server, failure, 1)
    with pytest.raises(error):
        await call(server, clock, ask)
    assert len(server.requests) == 1


async def test_there_is_an_end_to_it(server: Server, clock: SteppedClock) -> None:
    server.fails(REFUSED)
    with pytest.raises(RetryableError, match="cannot be reached"):
        await call(server, clock, like)
    assert len(server.requests) == 3


class Clearing:
    """Answers the first requests with such an error, and those after them well."""

    def __init__(self, server: Server, status: int, times: int, headers: dict[str, str] | None = None) -> None:
        self.server, self.status, self.times, self.headers = server, status, times, headers

    def __call__(self, _request: httpx.Request) -> httpx.Response:
        if len(self.server.requests) <= self.times:
            return httpx.Response(self.status, content=b"<html>", headers=self.headers)
        return httpx.Response(200, json={"meta": {"code": 200}, "data": []})


@pytest.mark.parametrize("status", [502, 503, 504])
@pytest.mark.parametrize("times", [1, 2])
async def test_a_read_that_did_not_get_through_is_made_again(
    server: Server, clock: SteppedClock, status: int, times: int
) -> None:
    server.answer = Clearing(server, status, times)
    pauses, calls = await call(server, clock, read)
    assert pauses == [0.5, 2.0][:times]
    assert (len(server.requests), calls) == (times + 1, times + 1)


@pytest.mark.parametrize("status", [502, 503, 504])
async def test_a_read_that_never_gets_through_fails_in_the_end(
    server: Server, clock: SteppedClock, status: int
) -> None:
    server.answer = Clearing(server, status, 3)
    with pytest.raises(RetryableError, match=str(status)):
        await call(server, clock, read)
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("ask", "status", "headers", "error"),
    [
        pytest.param(read, 500, {}, RetryableError, id="a fault of the API itself"),
        pytest.param(read, 501, {}, RetryableError, id="a near miss"),
        pytest.param(read, 503, {"Retry-After": "60"}, RetryableError, id="the network wants a longer pause"),
        pytest.param(like, 502, {}, UncertainError, id="a write behind a gateway"),
        pytest.param(unlike, 503, {}, UncertainError, id="a write that came too fast"),
        pytest.param(like, 504, {}, UncertainError, id="a write that took too long"),
    ],
)
async def test_other_answers_are_not_asked_for_again(
    server: Server,
    clock: SteppedClock,
    ask: Operation,
    status: int,
    headers: dict[str, str],
    error: type[Exception],
) -> None:
    server.answer = Clearing(server, status, 1, headers)
    with pytest.raises(error):
        await call(server, clock, ask)
    assert len(server.requests) == 1


async def test_a_rate_limit_is_one_whatever_its_status(server: Server, clock: SteppedClock) -> None:
    server.refuses(503, "OAuthRateLimitException")
    with pytest.raises(RetryableError, match="There should be room"):
        await call(server, clock, read)
    assert len(server.requests) == 1


async def test_without_retries_the_first_failure_counts(network: InstagramNetwork, server: Server) -> None:
    server.fails(REFUSED)
    with pytest.raises(RetryableError):
        await network.likes(PHOTO)
    assert len(server.requests) == 1
