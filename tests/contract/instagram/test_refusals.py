"""Tokens, scopes, limits and faults: the same for every operation."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from domain.errors import BlockedError, RefusedError, RetryableError, UncertainError
from domain.ids import CommentId, GeographyId, LocationId, MediaId, UserId
from domain.media import Circle
from domain.people import RelationshipVerb
from domain.plans import LimitClass
from networks.instagram.operations import OPERATIONS as TABLE
from networks.instagram.scopes import Scope

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from networks.instagram.network import InstagramNetwork
    from networks.instagram.operation import Operation
    from tests.contract.instagram.conftest import Side

    Ask = Callable[[InstagramNetwork], Awaitable[object]]

OTHER = UserId("1")
NOWHERE = MediaId("1_2")
HERE = Circle(latitude=38.7, longitude=-9.1)

READS: dict[str, Ask] = {
    "me": lambda n: n.me(),
    "user": lambda n: n.user(OTHER),
    "search_users": lambda n: n.search_users("ana"),
    "user_media": lambda n: n.user_media(OTHER),
    "feed": lambda n: n.feed(),
    "liked": lambda n: n.liked(),
    "search_tags": lambda n: n.search_tags("sun"),
    "tag": lambda n: n.tag("sunset"),
    "tag_media": lambda n: n.tag_media("sunset"),
    "location": lambda n: n.location(LocationId("1")),
    "location_media": lambda n: n.location_media(LocationId("1")),
    "search_locations": lambda n: n.search_locations(HERE),
    "geography_media": lambda n: n.geography_media(GeographyId("1")),
    "media": lambda n: n.media(NOWHERE),
    "media_by_shortcode": lambda n: n.media_by_shortcode("D"),
    "search_media": lambda n: n.search_media(HERE),
    "popular": lambda n: n.popular(),
    "comments": lambda n: n.comments(NOWHERE),
    "likes": lambda n: n.likes(NOWHERE),
    "requested_by": lambda n: n.requested_by(),
    "follows": lambda n: n.follows(OTHER),
    "followed_by": lambda n: n.followed_by(OTHER),
    "relationship": lambda n: n.relationship(OTHER),
}
WRITES: dict[str, Ask] = {
    "post_comment": lambda n: n.post_comment(NOWHERE, "hello"),
    "delete_comment": lambda n: n.delete_comment(NOWHERE, CommentId("1")),
    "like": lambda n: n.like(NOWHERE),
    "unlike": lambda n: n.unlike(NOWHERE),
    "change_relationship": lambda n: n.change_relationship(OTHER, RelationshipVerb.APPROVE),
}
OPERATIONS = READS | WRITES
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


@pytest.mark.parametrize(
    ("ask", "scope"),
    [
        (READS["user"], "public_content"),
        (READS["search_users"], "public_content"),
        (READS["tag"], "public_content"),
        (READS["tag_media"], "public_content"),
        (READS["location"], "public_content"),
        (READS["location_media"], "public_content"),
        (READS["user_media"], "public_content"),
        (READS["search_tags"], "public_content"),
        (READS["search_locations"], "public_content"),
        (READS["media"], "public_content"),
        (READS["media_by_shortcode"], "public_content"),
        (READS["search_media"], "public_content"),
        (READS["comments"], "public_content"),
        (READS["likes"], "public_content"),
        (READS["follows"], "follower_list"),
        (READS["followed_by"], "follower_list"),
        (READS["requested_by"], "follower_list"),
        (READS["relationship"], "follower_list"),
        (WRITES["like"], "likes"),
        (WRITES["unlike"], "likes"),
        (WRITES["post_comment"], "comments"),
        (WRITES["delete_comment"], "comments"),
        (WRITES["change_relationship"], "relationships"),
    ],
)
async def test_a_scope_that_is_missing_is_named(quiet: Side, ask: Ask, scope: str) -> None:
    async with quiet.connected(quiet.box.issue_token(quiet.box.owner, ["basic"])) as network:
        with pytest.raises(BlockedError, match=f"Authorize Likewise again and grant the scope {scope}"):
            await ask(network)


@pytest.mark.parametrize(
    "operation", [one for one in TABLE if one.scope is not Scope.BASIC or one.others], ids=lambda one: one.called
)
async def test_the_table_knows_the_scopes(quiet: Side, operation: Operation) -> None:
    needed = {operation.scope} | ({Scope.PUBLIC_CONTENT} if operation.others else set())
    token = quiet.box.issue_token(quiet.box.owner, sorted({Scope.BASIC, *needed}))
    async with quiet.connected(token) as network:
        with suppress(RefusedError):
            await OPERATIONS[operation.called](network)
    for missing in needed - {Scope.BASIC}:
        async with quiet.connected(quiet.box.issue_token(quiet.box.owner, sorted(set(Scope) - {missing}))) as network:
            with pytest.raises(BlockedError, match=f"grant the scope {missing}"):
                await OPERATIONS[operation.called](network)


@pytest.mark.parametrize("called", [one.called for one in TABLE if one.scope is Scope.BASIC and not one.others])
async def test_what_needs_no_scope_needs_none(quiet: Side, called: str) -> None:
    async with quiet.connected(quiet.box.issue_token(quiet.box.owner, ["basic"])) as network:
        with suppress(RefusedError):
            await OPERATIONS[called](network)


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
    await quiet.spoil(**fault)
    with pytest.raises(UncertainError, match="Look whether it was done"):
        await network.like(photo)
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


async def test_the_client_stops_before_the_server_must(quiet: Side) -> None:
    token = quiet.box.issue_token(quiet.box.owner)
    photo = quiet.post("ana.saltwater")
    async with quiet.connected(token) as network:
        for _ in range(60):
            await network.like(photo)
        with pytest.raises(RetryableError, match=r"^Did not like this photo") as caught:
            await network.like(photo)
        assert caught.value.delay == 3600
        assert network.budget.waits == {LimitClass.LIKE: 3600}
        quiet.clock.step(3600)
        await network.like(photo)


async def test_a_client_that_forgot_is_told_by_the_server(quiet: Side) -> None:
    token = quiet.box.issue_token(quiet.box.owner)
    photo = quiet.post("ana.saltwater")
    async with quiet.connected(token) as before:
        for _ in range(60):
            await before.like(photo)
    async with quiet.connected(token) as after:
        with pytest.raises(RetryableError, match="60 allowed in the last hour") as caught:
            await after.like(photo)
        assert caught.value.delay >= 300
        assert after.budget.remaining == before.budget.remaining - 1
        await after.post_comment(photo, "Other writes go on")


async def test_both_sides_count_the_same(network: InstagramNetwork, quiet: Side) -> None:
    photo = quiet.post("ana.saltwater")
    for minute in range(90):
        quiet.clock.step(60)
        await network.media(photo)
        if minute % 7 == 0:
            await network.like(photo)
    ours = network.budget.remaining
    async with quiet.connected(quiet.box.issue_token(quiet.box.owner)) as witness:
        await witness.me()
        assert witness.budget.remaining == ours - 1
