"""Tokens and faults: the same for every operation."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from domain.errors import BlockedError, RefusedError, RetryableError, UncertainError
from networks.instagram.operations import OPERATIONS as TABLE
from tests.contract.instagram.asking import OPERATIONS, READS

if TYPE_CHECKING:
    from networks.instagram.network import InstagramNetwork
    from tests.contract.instagram.asking import Ask
    from tests.contract.instagram.conftest import Side

TOO_MANY = {
    "fault": "status",
    "status": 429,
    "error_type": "OAuthRateLimitException",
    "error_message": "The maximum number of requests per hour has been exceeded.",
}


@pytest.mark.parametrize("ask", OPERATIONS.values(), ids=OPERATIONS)
async def test_a_token_that_is_not_valid_blocks_the_account(quiet: Side, ask: Ask) -> None:
    async with quiet.connected("1.abcdef0.00000000000000000000000000000000") as network:
        with pytest.raises(BlockedError, match="The access_token provided is invalid"):
            await ask(network)


def test_all_operations_are_tested() -> None:
    assert set(OPERATIONS) == {"me"} | {operation.called for operation in TABLE}


@pytest.mark.parametrize("bare", [True, False])
@pytest.mark.parametrize("ask", OPERATIONS.values(), ids=OPERATIONS)
async def test_too_many_calls_can_be_asked_again_later(
    network: InstagramNetwork, quiet: Side, ask: Ask, *, bare: bool
) -> None:
    await quiet.spoil(**TOO_MANY, bare=bare)
    with pytest.raises(RetryableError, match="maximum number of requests") as caught:
        await ask(network)
    assert caught.value.delay >= 300


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"fault": "status", "status": 500, "error_type": "APIError"}, id="500"),
        pytest.param({"fault": "status", "status": 502}, id="a page of 502"),
        pytest.param({"fault": "status", "status": 503}, id="too fast"),
        pytest.param({"fault": "lost"}, id="answer lost"),
        pytest.param({"fault": "malformed"}, id="answer cut off"),
    ],
)
async def test_a_fault_is_retried_by_readers_and_doubted_by_writers(
    network: InstagramNetwork, quiet: Side, fault: dict[str, object]
) -> None:
    photo = quiet.post("ana.saltwater")
    for ask in (READS["me"], READS["tag_media"], READS["requested_by"]):
        await quiet.spoil(**fault)
        with pytest.raises(RetryableError):
            await ask(network)
        quiet.clock.step(30)  # after a 503 the client holds back
    await quiet.spoil(**fault)
    with pytest.raises(UncertainError, match="Look whether it was done"):
        await network.like(photo)
    quiet.clock.step(30)
    assert (await network.media(photo)).liked_by_me is (fault["fault"] != "status")


async def test_keys_that_nobody_knows_change_nothing(network: InstagramNetwork, quiet: Side) -> None:
    photo = quiet.post("ana.saltwater", caption="Dusk", tags=["sunset"])
    plain = await network.media(photo)
    await quiet.spoil(fault="extra")
    assert await network.media(photo) == plain


@pytest.mark.parametrize("ask", READS.values(), ids=READS)
async def test_keys_that_are_missing_break_nothing(network: InstagramNetwork, quiet: Side, ask: Ask) -> None:
    quiet.post("ana.saltwater", caption="Dusk", tags=["sunset"])
    await quiet.spoil(fault="missing")
    with suppress(RetryableError, RefusedError):
        await ask(network)
