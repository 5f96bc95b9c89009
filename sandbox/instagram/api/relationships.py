"""Endpoints about following, asking and blocking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.api import errors
from sandbox.instagram.api.call import Answer
from sandbox.instagram.api.objects import Shapes
from sandbox.instagram.journal import Kind

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Call
    from sandbox.instagram.world.cast import Resident

_DROPPED = frozenset({Kind.BLOCK, Kind.UNBLOCK})
"""Not offered to apps registered after 2015-11-17."""
_ACTIONS = {
    "follow": Kind.FOLLOW,
    "unfollow": Kind.UNFOLLOW,
    "block": Kind.BLOCK,
    "unblock": Kind.UNBLOCK,
    "approve": Kind.APPROVE,
    "ignore": Kind.IGNORE,
    "deny": Kind.IGNORE,  # its name until about 2014
}


def requested_by(call: Call) -> Answer:
    """Everybody who waits for the viewer's approval, the latest first."""
    return Answer(
        data=[Shapes(call).person(one) for one in call.sight.existing(call.world.bonds.asking(call.viewer))],
        pagination={},
    )


def show(call: Call) -> Answer:
    """How the viewer and somebody stand to each other."""
    person = call.user()
    return Answer(
        data={
            "outgoing_status": _outgoing(call, person),
            "incoming_status": _incoming(call, person),
            "target_user_is_private": person.private,
        }
    )


def change(call: Call) -> Answer:
    """Follow, unfollow, block, unblock, approve or ignore. Choice: what changes nothing succeeds all the same."""
    person = call.user()
    offered = {name: kind for name, kind in _ACTIONS.items() if call.legacy or kind not in _DROPPED}
    kind = offered.get(call.params.get("action", ""))
    if kind is None:
        raise errors.invalid(f"action must be one of {', '.join(offered)}.")
    if person is call.viewer:
        raise errors.invalid("A relationship needs two people.")
    if kind is Kind.FOLLOW and call.world.bonds.blocks(person, call.viewer):
        raise errors.not_allowed()
    call.deeds.do(call.viewer, kind, person.id)
    return Answer(data={"outgoing_status": _outgoing(call, person), "target_user_is_private": person.private})


def _outgoing(call: Call, person: Resident) -> str:
    bonds = call.world.bonds
    if bonds.follows(call.viewer, person):
        return "follows"
    return "requested" if bonds.asks(call.viewer, person) else "none"


def _incoming(call: Call, person: Resident) -> str:
    bonds = call.world.bonds
    if bonds.blocks(call.viewer, person):
        return "blocked_by_you"
    if bonds.follows(person, call.viewer):
        return "followed_by"
    return "requested_by" if bonds.asks(person, call.viewer) else "none"
