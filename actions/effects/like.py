"""Liking a photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.ids import MediaId

if TYPE_CHECKING:
    from domain.ids import UserId
    from networks.port import Network
    from storage.actions import StoredAction


class Like:
    """To like twice is the same as once, so a look is never needed, only thrifty."""

    async def before(self, network: Network, action: StoredAction, me: UserId) -> None:
        """Nothing speaks against it."""

    async def do(self, network: Network, action: StoredAction) -> None:
        """Like the photo."""
        await network.like(MediaId(action.wish.target))

    async def happened(self, network: Network, action: StoredAction, me: UserId) -> bool:  # noqa: ARG002 - the protocol's
        """Whether the owner likes the photo. Where nobody tells it counts as not, as it may be repeated."""
        media = await network.media(MediaId(action.wish.target))
        return media.liked_by_me is True
