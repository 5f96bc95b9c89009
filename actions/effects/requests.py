"""What the decisions about a follow request share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.ids import UserId
from domain.plans import Reason
from storage.actions import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from domain.people import Incoming, RelationshipVerb
    from domain.unknown import Maybe
    from networks.port import Network
    from storage.actions import StoredAction


async def incoming_of(network: Network, action: StoredAction) -> Maybe[Incoming]:
    """What the person is to the owner now."""
    return (await network.relationship(UserId(action.wish.target))).incoming


async def decide(network: Network, action: StoredAction, verb: RelationshipVerb) -> None:
    """Answer the request."""
    await network.change_relationship(UserId(action.wish.target), verb)


def is_ours(action: StoredAction) -> bool:
    """Whether what is found may be our own doing, or is what a person asked us for."""
    return action.first_intent_at is not None or action.decided_by is not None


def approved_elsewhere() -> Move:
    """The owner was quicker, on the network itself."""
    note = "You had approved them already."
    return Move(state=ActionState.SUPPRESSED, reason=Reason.HUMAN_FIRST, note=note)


def gone() -> Move:
    """Nobody asks any more."""
    return Move(state=ActionState.SUPPRESSED, reason=Reason.GONE, note="The request is no longer there.")


def undecidable() -> Move:
    """The network did not say whether anybody asks."""
    note = "The network did not tell whether the request is still there."
    return Move(state=ActionState.SUPPRESSED, reason=Reason.UNKNOWN, note=note)
