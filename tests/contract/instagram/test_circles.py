"""Who follows whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import RefusedError
from domain.ids import UserId
from domain.people import RelationshipVerb
from networks.paging import items

if TYPE_CHECKING:
    from networks.instagram.network import InstagramNetwork
    from tests.contract.instagram.conftest import Side

STRANGER, CLOSED = "sipho.frames", "zoe_hidden_valley"
SELF = UserId("self")


@pytest.mark.parametrize("count", [None, 1, 2, 50])
async def test_both_lists_to_their_end(network: InstagramNetwork, quiet: Side, count: int | None) -> None:
    bonds, owner = quiet.box.world.bonds, quiet.box.world.cast.owner
    follows = await quiet.to_the_end(lambda cursor: network.follows(SELF, cursor=cursor, count=count))
    followers = await quiet.to_the_end(lambda cursor: network.followed_by(SELF, cursor=cursor, count=count))
    assert len(follows) > 1
    assert len(followers) > 1
    assert sorted(follows) == sorted(person.id for person in bonds.following(owner))
    assert sorted(followers) == sorted(person.id for person in bonds.followers(owner))


async def test_a_new_tie_comes_first_and_shifts_nothing(network: InstagramNetwork, quiet: Side) -> None:
    before = await quiet.to_the_end(lambda cursor: network.follows(SELF, cursor=cursor))
    first = await network.follows(SELF, count=1)
    await network.change_relationship(quiet.id_of(STRANGER), RelationshipVerb.FOLLOW)
    rest = [person.id async for person in items(lambda cursor: network.follows(SELF, cursor=cursor or first.older))]
    assert [first.items[0].id, *rest] == before
    assert (await network.follows(SELF, count=1)).items[0].username == STRANGER


async def test_somebody_elses_lists_are_shown(network: InstagramNetwork, quiet: Side) -> None:
    await network.change_relationship(quiet.id_of(STRANGER), RelationshipVerb.FOLLOW)
    followers = await network.followed_by(quiet.id_of(STRANGER))
    assert quiet.id_of(quiet.box.owner) in [person.id for person in followers.items]


async def test_a_walk_ends_at_its_limit(network: InstagramNetwork, quiet: Side) -> None:
    before = network.budget.remaining
    found = [person async for person in items(lambda c: network.followed_by(SELF, cursor=c, count=1), limit=2)]
    assert len(found) == 2
    assert network.budget.remaining == before - 2
    assert quiet.done() == []


async def test_a_closed_accounts_lists_are_closed(network: InstagramNetwork, quiet: Side) -> None:
    for ask in (network.follows, network.followed_by):
        with pytest.raises(RefusedError, match="you cannot view this resource") as caught:
            await ask(quiet.id_of(CLOSED))
        assert not caught.value.gone


async def test_nobody_has_no_lists(network: InstagramNetwork) -> None:
    for ask in (network.follows, network.followed_by):
        with pytest.raises(RefusedError, match="this user does not exist") as caught:
            await ask(UserId("1"))
        assert caught.value.gone


async def test_a_cursor_that_is_none(network: InstagramNetwork) -> None:
    with pytest.raises(RefusedError):
        await network.follows(SELF, cursor="elsewhere")
