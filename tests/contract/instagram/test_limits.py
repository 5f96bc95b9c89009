"""The hour's limits, counted on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import RetryableError
from domain.people import RelationshipVerb
from domain.plans import LimitClass

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from domain.ids import MediaId, UserId
    from networks.instagram.network import InstagramNetwork
    from tests.contract.instagram.conftest import Side

    Writing = Callable[[InstagramNetwork, MediaId, UserId], Awaitable[object]]


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


@pytest.mark.parametrize(
    ("do", "undo"),
    [
        pytest.param(lambda n, photo, _: n.like(photo), lambda n, photo, _: n.unlike(photo), id="likes"),
        pytest.param(
            lambda n, _, who: n.change_relationship(who, RelationshipVerb.FOLLOW),
            lambda n, _, who: n.change_relationship(who, RelationshipVerb.UNFOLLOW),
            id="relationships",
        ),
        pytest.param(
            lambda n, photo, _: n.post_comment(photo, "Lovely"),
            lambda n, photo, _: _without_its_first_comment(n, photo),
            id="comments",
        ),
    ],
)
async def test_both_sides_count_doing_and_undoing_together(quiet: Side, do: Writing, undo: Writing) -> None:
    token = quiet.box.issue_token(quiet.box.owner)
    photo, who = quiet.post("ana.saltwater"), quiet.id_of("ana.saltwater")
    async with quiet.connected(token) as network:
        for _ in range(30):
            await do(network, photo, who)
            await undo(network, photo, who)
        with pytest.raises(RetryableError, match=r"^Did not"):
            await do(network, photo, who)
    async with quiet.connected(token) as forgetful:
        with pytest.raises(RetryableError, match="61 requests of the 60 allowed"):
            await do(forgetful, photo, who)


async def _without_its_first_comment(network: InstagramNetwork, photo: MediaId) -> None:
    first, *_ = await network.comments(photo)
    await network.delete_comment(photo, first.id)


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
