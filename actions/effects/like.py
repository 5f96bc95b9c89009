"""Liking a photo."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from actions.effects.moves import wished
from domain.ids import MediaId

if TYPE_CHECKING:
    from actions.effects.effect import Job
    from networks.port import Network
    from storage.moves import Move


class Like:
    """To like twice is the same as once, so a look at a photo that was just seen can be spared."""

    thrifty: ClassVar[bool] = True

    async def before(self, network: Network, job: Job) -> Move | None:
        """What the owner liked meanwhile is no doing of a rule."""
        return wished(job.action, "You had liked it already.") if await self.happened(network, job) else None

    async def do(self, network: Network, job: Job) -> None:
        """Like the photo."""
        await network.like(MediaId(job.action.wish.target))

    async def happened(self, network: Network, job: Job) -> bool:
        """Whether the owner likes the photo. Where nobody tells it counts as not, as it may be repeated."""
        media = job.media or await network.media(MediaId(job.action.wish.target))
        return media.liked_by_me is True
