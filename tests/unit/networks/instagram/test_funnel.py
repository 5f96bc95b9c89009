from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import httpx
import pytest

from domain.errors import RefusedError, RetryableError, UncertainError
from domain.ids import MediaId, UserId
from domain.people import RelationshipVerb
from domain.plans import LimitClass
from networks.budget import Allowance, Budget
from networks.instagram.calls import Call
from networks.instagram.funnel import Funnel

if TYPE_CHECKING:
    from networks.instagram.network import InstagramNetwork
    from tests.unit.networks.conftest import Server, SteppedClock

PHOTO = MediaId("1")
ADA = UserId("2")
GARBAGE = [
    pytest.param(b"<html>gateway</html>", id="HTML"),
    pytest.param(b'{"meta": {"code": 200', id="cut off"),
    pytest.param(b"", id="empty"),
    pytest.param(b"\xff\xfe", id="no text"),
    pytest.param(b"[" * 100_000, id="bottomless"),
    pytest.param(b'"text"', id="a bare text"),
    pytest.param(b"{}", id="no keys"),
]


@pytest.mark.parametrize("content", GARBAGE)
async def test_a_read_with_a_senseless_answer_may_be_asked_again(
    network: InstagramNetwork, server: Server, content: bytes
) -> None:
    server.sends(content)
    with pytest.raises(RetryableError):
        await network.tag("sunset")


@pytest.mark.parametrize("content", GARBAGE)
async def test_a_write_with_a_senseless_answer_is_in_doubt(
    network: InstagramNetwork, server: Server, content: bytes
) -> None:
    server.sends(content)
    with pytest.raises(UncertainError):
        await network.like(PHOTO)


@pytest.mark.parametrize("data", [None, [], {}, "x", {"name": None}])
async def test_an_answer_that_is_not_the_thing_asked_for_may_be_asked_again(
    network: InstagramNetwork, server: Server, data: object
) -> None:
    server.gives(data)
    with pytest.raises(RetryableError, match="not in the form of this API"):
        await network.tag("sunset")


@pytest.mark.parametrize("data", [None, {}, "x"])
async def test_an_answer_that_is_no_list_may_be_asked_again(
    network: InstagramNetwork, server: Server, data: object
) -> None:
    server.gives(data)
    with pytest.raises(RetryableError, match="not in the form of this API"):
        await network.likes(PHOTO)


@pytest.mark.parametrize("data", [None, {}, {"outgoing_status": "admires"}])
async def test_a_change_whose_outcome_is_not_told_is_in_doubt(
    network: InstagramNetwork, server: Server, data: object
) -> None:
    server.gives(data)
    with pytest.raises(UncertainError, match="Look whether it was done"):
        await network.change_relationship(ADA, RelationshipVerb.APPROVE)


async def test_a_broken_entry_does_not_lose_the_page(
    network: InstagramNetwork, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.gives([{"id": "1", "username": "ada"}, {"bio": "private words"}, None])
    for _ in range(2):
        assert [person.username for person in await network.likes(PHOTO)] == ["ada"]
    warnings = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert warnings == ["Skipped 2 unreadable entries in the answer to: load the likes. Further ones go unsaid."]


async def test_a_broken_entry_makes_a_list_useless_that_must_be_whole(
    network: InstagramNetwork, server: Server
) -> None:
    server.gives([None])
    assert await network.comments(PHOTO) == ()
    with pytest.raises(RetryableError, match="Could not load the comments: the answer is not in the form"):
        await network.comments(PHOTO, whole=True)
    server.gives([])
    assert await network.comments(PHOTO, whole=True) == ()


async def test_every_kind_of_list_warns_by_itself(
    network: InstagramNetwork, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.gives([None])
    await network.likes(PHOTO)
    await network.comments(PHOTO)
    assert len([record for record in caplog.records if record.levelno == logging.WARNING]) == 2


async def test_a_call_over_the_budget_is_not_sent(
    network: InstagramNetwork, server: Server, clock: SteppedClock
) -> None:
    server.gives(None)
    for _ in range(60):
        await network.like(PHOTO)
    clock.step(600)
    with pytest.raises(
        RetryableError, match=r"^Did not like this photo: .* There is room in about 50 minutes\.$"
    ) as caught:
        await network.like(PHOTO)
    assert caught.value.delay == 3000
    assert len(server.requests) == 60
    assert network.budget.waits == {LimitClass.LIKE: 3000}


async def test_an_exhausted_hour_stops_reads_too(network: InstagramNetwork, server: Server) -> None:
    server.gives([], headers={"X-Ratelimit-Limit": "5000", "X-Ratelimit-Remaining": "0"})
    await network.likes(PHOTO)
    with pytest.raises(RetryableError, match=r"this hour's calls are used up\. There is room in about a minute"):
        await network.likes(PHOTO)
    assert len(server.requests) == 1


async def test_errors_bring_the_rate_headers_too(network: InstagramNetwork, server: Server) -> None:
    server.refuses(400, "APINotFoundError", headers={"X-Ratelimit-Limit": "500", "X-Ratelimit-Remaining": "123"})
    with pytest.raises(RefusedError):
        await network.media(PHOTO)
    assert (network.budget.limit, network.budget.remaining) == (500, 123)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Ratelimit-Limit": "500"},
        {"X-Ratelimit-Limit": "many", "X-Ratelimit-Remaining": "few"},
        {"X-Ratelimit-Limit": "500", "X-Ratelimit-Remaining": "-1"},
        {"X-Ratelimit-Limit": "9" * 5000, "X-Ratelimit-Remaining": "1"},
    ],
)
async def test_headers_without_sense_change_nothing(
    network: InstagramNetwork, server: Server, headers: dict[str, str]
) -> None:
    server.gives([], headers=headers)
    await network.likes(PHOTO)
    assert (network.budget.limit, network.budget.remaining) == (5000, 4999)


LIMITED = {"error_type": "OAuthRateLimitException", "error_message": "The maximum number of requests per hour..."}


@pytest.mark.parametrize(
    ("status", "body"),
    [
        pytest.param(429, {"meta": LIMITED | {"code": 429}}, id="in the envelope"),
        pytest.param(429, LIMITED | {"code": 429}, id="bare"),
        pytest.param(400, LIMITED | {"code": 420}, id="as in 2012"),
        pytest.param(429, "<html>", id="from a server in front"),
    ],
)
async def test_too_many_calls_pauses_the_account(
    network: InstagramNetwork, server: Server, clock: SteppedClock, status: int, body: object
) -> None:
    server.says(body, status=status)
    with pytest.raises(RetryableError, match="There should be room in about 5 minutes") as caught:
        await network.like(PHOTO)
    assert caught.value.delay == 300
    with pytest.raises(RetryableError, match="Did not"):
        await network.tag("sunset")
    clock.step(300)
    server.gives(None)
    await network.like(PHOTO)
    assert len(server.requests) == 2


@pytest.mark.parametrize(("headers", "seconds"), [({}, 30), ({"Retry-After": "90"}, 90)])
@pytest.mark.parametrize("write", [False, True])
async def test_too_fast_holds_every_call_back_for_a_while(
    network: InstagramNetwork,
    server: Server,
    clock: SteppedClock,
    headers: dict[str, str],
    seconds: int,
    *,
    write: bool,
) -> None:
    server.sends(b"<html>slow down", status=503, headers=headers)
    with pytest.raises(UncertainError if write else RetryableError, match="the network asks to go slower"):
        await (network.like(PHOTO) if write else network.tag("sunset"))
    with pytest.raises(
        RetryableError, match=r"^Did not .*: the network asked to go slower\. There is room"
    ) as caught:
        await network.post_comment(PHOTO, "Lovely")
    assert caught.value.delay == network.budget.delay == seconds
    clock.step(seconds)
    server.gives(None)
    await network.post_comment(PHOTO, "Lovely")
    assert (len(server.requests), network.budget.remaining) == (2, 4998)


async def test_a_success_that_is_no_json_says_so(network: InstagramNetwork, server: Server) -> None:
    server.sends(b"<html>sign in to this wireless network", status=200)
    with pytest.raises(RetryableError, match=r"^Could not load the tag sunset: .* not in the form of this API\.$"):
        await network.tag("sunset")


async def test_a_class_that_is_used_up_leaves_the_others_alone(network: InstagramNetwork, server: Server) -> None:
    server.refuses(
        429, "OAuthRateLimitException", headers={"X-Ratelimit-Limit": "5000", "X-Ratelimit-Remaining": "9"}
    )
    with pytest.raises(RetryableError):
        await network.like(PHOTO)
    server.gives(None)
    await network.post_comment(PHOTO, "Lovely")
    with pytest.raises(RetryableError, match="this hour's calls or like writes are used up"):
        await network.unlike(PHOTO)


async def test_a_network_that_says_when_is_believed(network: InstagramNetwork, server: Server) -> None:
    server.refuses(429, "OAuthRateLimitException", headers={"Retry-After": "1200"})
    with pytest.raises(RetryableError, match="about 20 minutes") as caught:
        await network.like(PHOTO)
    assert caught.value.delay == 1200


async def test_a_call_that_was_never_sent_costs_nothing(network: InstagramNetwork, server: Server) -> None:
    server.fails(httpx.ConnectError("refused"))
    for _ in range(100):
        with pytest.raises(RetryableError, match="cannot be reached"):
            await network.like(PHOTO)
    assert (network.budget.remaining, network.budget.waits) == (5000, {})


async def test_a_call_that_was_sent_costs_even_without_an_answer(network: InstagramNetwork, server: Server) -> None:
    server.fails(httpx.ReadError("reset"))
    with pytest.raises(UncertainError):
        await network.like(PHOTO)
    assert network.budget.remaining == 4999


async def test_a_refused_parameter_costs_nothing(network: InstagramNetwork, server: Server) -> None:
    with pytest.raises(RefusedError):
        await network.media(MediaId(".."))
    assert server.requests == []
    assert network.budget.remaining == 5000


class Silence(httpx.AsyncBaseTransport):
    """Never answers."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        return httpx.Response(200, request=request)


@pytest.mark.parametrize(("write", "error"), [(None, RetryableError), (LimitClass.LIKE, UncertainError)])
async def test_a_call_ends_in_time(
    clock: SteppedClock, write: LimitClass | None, error: type[RetryableError | UncertainError]
) -> None:
    budget = Budget(Allowance(calls=5, writes=dict.fromkeys(LimitClass, 5)))
    async with httpx.AsyncClient(transport=Silence(), base_url="https://api.example.test/v1") as client:
        funnel = Funnel(client, budget=budget, clock=clock, longest_call=0.001)
        with pytest.raises(error, match="took too long"):
            await funnel.send(Call(doing="wait", path=("x",), writes=write))


async def test_an_error_has_no_history(network: InstagramNetwork, server: Server) -> None:
    server.fails(httpx.ReadTimeout("slow"))
    with pytest.raises(RetryableError) as caught:
        await network.tag("sunset")
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
