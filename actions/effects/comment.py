"""Commenting on a photo, at most once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from actions.effects.moves import done, quicker
from actions.effects.traces import ours, shows_ours, was_posted
from domain.details import DraftDetail
from domain.ids import MediaId

if TYPE_CHECKING:
    from actions.effects.effect import Job
    from networks.port import Network
    from storage.moves import Move


class Comment:
    """The network gives a comment no id back, so it is known by author and text where none stood before."""

    thrifty: ClassVar[bool] = False

    async def before(self, network: Network, job: Job) -> Move | None:
        """Where the owner has commented, rules have nothing to add; people may, in other words.

        The same words twice could not be told apart, should the answer be lost.
        """
        listed = await network.comments(MediaId(job.action.wish.target), whole=True)
        if shows_ours(listed, job):
            return done("It was found under the photo.")
        if isinstance(job.action.wish.detail, DraftDetail):
            return quicker("You had written the very same there already.") if ours(listed, job) else None
        if any(comment.author.id == job.me for comment in listed):
            return quicker("You had commented there already.")
        return None

    async def do(self, network: Network, job: Job) -> None:
        """Post the comment."""
        await network.post_comment(MediaId(job.action.wish.target), job.action.wish.text or "")

    async def happened(self, network: Network, job: Job) -> bool | None:
        """Whether the comment is listed. None: so many came since that it may have left the list."""
        return was_posted(await network.comments(MediaId(job.action.wish.target), whole=True), job)
