from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import RefusedError
from domain.ids import UserId
from domain.people import Incoming, Outgoing, Relationship, RelationshipVerb

if TYPE_CHECKING:
    from networks.instagram.network import InstagramNetwork
    from tests.contract.instagram.conftest import Side

STRANGER, CLOSED, FRIEND = "sipho.frames", "zoe_hidden_valley", "oma.trudi"


async def test_a_request_is_listed_and_approved(network: InstagramNetwork, quiet: Side) -> None:
    quiet.box.request_follow(STRANGER)
    assert STRANGER in [person.username for person in await network.requested_by()]
    asking = await network.relationship(quiet.id_of(STRANGER))
    assert (asking.incoming, asking.private) == (Incoming.REQUESTED_BY, False)
    assert await network.change_relationship(quiet.id_of(STRANGER), RelationshipVerb.APPROVE) is Outgoing.NONE
    assert STRANGER not in [person.username for person in await network.requested_by()]
    assert (await network.relationship(quiet.id_of(STRANGER))).incoming is Incoming.FOLLOWED_BY
    assert quiet.done() == [("approve", quiet.id_of(STRANGER), "")]


async def test_a_request_is_ignored(network: InstagramNetwork, quiet: Side) -> None:
    quiet.box.request_follow(STRANGER)
    await network.change_relationship(quiet.id_of(STRANGER), RelationshipVerb.IGNORE)
    assert STRANGER not in [person.username for person in await network.requested_by()]
    assert (await network.relationship(quiet.id_of(STRANGER))).incoming is Incoming.NONE
    assert quiet.done() == [("ignore", quiet.id_of(STRANGER), "")]


@pytest.mark.parametrize(
    ("who", "verb", "outgoing", "incoming"),
    [
        pytest.param(STRANGER, RelationshipVerb.FOLLOW, Outgoing.FOLLOWS, Incoming.NONE, id="follow"),
        pytest.param(CLOSED, RelationshipVerb.FOLLOW, Outgoing.REQUESTED, Incoming.NONE, id="follow somebody closed"),
        pytest.param(FRIEND, RelationshipVerb.UNFOLLOW, Outgoing.NONE, Incoming.FOLLOWED_BY, id="unfollow"),
        pytest.param(FRIEND, RelationshipVerb.BLOCK, Outgoing.NONE, Incoming.BLOCKED_BY_YOU, id="block"),
        pytest.param(STRANGER, RelationshipVerb.UNBLOCK, Outgoing.NONE, Incoming.NONE, id="unblock nobody"),
    ],
)
async def test_a_change_is_answered_and_lasts(
    network: InstagramNetwork, quiet: Side, who: str, verb: RelationshipVerb, outgoing: Outgoing, incoming: Incoming
) -> None:
    user_id = quiet.id_of(who)
    assert await network.change_relationship(user_id, verb) is outgoing
    after = Relationship(outgoing=outgoing, incoming=incoming, private=who == CLOSED)
    assert await network.relationship(user_id) == after


@pytest.mark.parametrize("verb", RelationshipVerb)
async def test_nobody_cannot_be_related_to(network: InstagramNetwork, verb: RelationshipVerb) -> None:
    with pytest.raises(RefusedError, match="this user does not exist") as caught:
        await network.change_relationship(UserId("1"), verb)
    assert caught.value.gone
    with pytest.raises(RefusedError, match="this user does not exist"):
        await network.relationship(UserId("1"))
