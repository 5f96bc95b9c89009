"""What a token may do: as the API has it, and as the table of operations says."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from domain.errors import BlockedError, RefusedError
from networks.instagram.operations import OPERATIONS as TABLE
from networks.instagram.scopes import Scope
from tests.contract.instagram.asking import OPERATIONS, READS, WRITES

if TYPE_CHECKING:
    from networks.instagram.operation import Operation
    from tests.contract.instagram.asking import Ask
    from tests.contract.instagram.conftest import Side


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
