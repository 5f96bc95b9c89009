"""Liking a photo."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from domain.ids import MediaId
from domain.plans import Reason
from storage.actions import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from domain.ids import UserId
    from networks.port import Network
    from storage.actions import StoredAction


class Like:
    """To like twice is the same as once, so a look at a photo that was just seen can be spared."""

    thrifty: ClassVar[bool] = True

    async def before(self, network: Network, action: StoredAction, me: UserId) -> Move | None:
        """What the owner liked meanwhile is no doing of a rule."""
        if not await self.happened(network, action, me):
            return None
        note = "You had liked it already."
        if action.decided_by is not None:
            return Move(state=ActionState.DONE, note=note)
        return Move(state=ActionState.SUPPRESSED, reason=Reason.HUMAN_FIRST, note=note)

    async def do(self, network: Network, action: StoredAction) -> None:
        """Like the photo."""
        await network.like(MediaId(action.wish.target))

    async def happened(self, network: Network, action: StoredAction, me: UserId) -> bool:  # noqa: ARG002 - the protocol's
        """Whether the owner likes the photo. Where nobody tells it counts as not, as it may be repeated."""
        media = await network.media(MediaId(action.wish.target))
        return media.liked_by_me is True
