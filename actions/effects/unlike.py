"""Taking a like back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from actions.effects.moves import wished
from domain.ids import MediaId

if TYPE_CHECKING:
    from actions.effects.effect import Job
    from networks.port import Network
    from storage.moves import Move


class Unlike:
    """To take a like back twice is the same as once."""

    thrifty: ClassVar[bool] = True

    async def before(self, network: Network, job: Job) -> Move | None:
        """What the owner does not like has no like to take back."""
        return wished(job.action, "It is not liked any more.") if await self.happened(network, job) else None

    async def do(self, network: Network, job: Job) -> None:
        """Take the like back."""
        await network.unlike(MediaId(job.action.wish.target))

    async def happened(self, network: Network, job: Job) -> bool:
        """Whether the photo bears no like of the owner's. Where nobody tells it counts as bearing one."""
        media = job.media or await network.media(MediaId(job.action.wish.target))
        return media.liked_by_me is False
