"""Removing somebody's comment under one of the owner's photos."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, ClassVar

from actions.effects.moves import wished
from actions.effects.reply import comment_of
from actions.effects.traces import MOST_LISTED
from domain.errors import RefusedError

if TYPE_CHECKING:
    from actions.effects.effect import Job
    from networks.port import Network
    from storage.moves import Move

LOGGER = logging.getLogger(__name__)


class DeleteComment:
    """What is removed stays removed, so it may be done twice unharmed."""

    thrifty: ClassVar[bool] = True

    async def before(self, network: Network, job: Job) -> Move | None:
        """What is gone already needs no removing."""
        return wished(job.action, "The comment was gone already.") if await self.happened(network, job) else None

    async def do(self, network: Network, job: Job) -> None:
        """Remove the comment. That it is not there is what was wanted."""
        asked = comment_of(job)
        try:
            await network.delete_comment(asked.media.id, asked.comment.id)
        except RefusedError as error:
            if not error.gone:
                raise
            LOGGER.info("A comment to be removed was gone: %s", error, extra={"action_id": job.action.id})

    async def happened(self, network: Network, job: Job) -> bool:
        """Whether it is no longer listed. Where the list may be cut before it, it counts as there."""
        asked = comment_of(job)
        try:
            listed = await network.comments(asked.media.id)
        except RefusedError as error:
            if not error.gone:
                raise
            return True
        if any(comment.id == asked.comment.id for comment in listed):
            return False
        return len(listed) < MOST_LISTED or min(one.created_at for one in listed) < asked.comment.created_at
