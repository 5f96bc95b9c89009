"""Turning down a request to follow the owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from actions.effects.requests import approved_elsewhere, decide, gone, incoming_of, is_ours, undecidable
from domain.people import Incoming, RelationshipVerb
from domain.unknown import Unknown
from storage.actions import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from domain.ids import UserId
    from networks.port import Network
    from storage.actions import StoredAction


class Ignore:
    """Cannot be taken back; they are not told, and may ask again."""

    thrifty: ClassVar[bool] = False

    async def before(self, network: Network, action: StoredAction, me: UserId) -> Move | None:  # noqa: ARG002 - the protocol's
        """Only who asks can be ignored."""
        match await incoming_of(network, action):
            case Incoming.REQUESTED_BY:
                return None
            case Incoming.NONE if action.first_intent_at is not None:
                return Move(state=ActionState.DONE, note="The request is gone, as wished.")
            case Incoming.FOLLOWED_BY if not is_ours(action):
                return approved_elsewhere()
            case Unknown.UNKNOWN:
                return undecidable()
            case _:
                return gone()

    async def do(self, network: Network, action: StoredAction) -> None:
        """Ignore the request."""
        await decide(network, action, RelationshipVerb.IGNORE)

    async def happened(self, network: Network, action: StoredAction, me: UserId) -> bool | None:  # noqa: ARG002 - the protocol's
        """Whether the request is gone without their following the owner."""
        incoming = await incoming_of(network, action)
        return None if isinstance(incoming, Unknown) else incoming is Incoming.NONE
