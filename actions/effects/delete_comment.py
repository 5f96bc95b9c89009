"""Removing a comment: somebody's under one of the owner's photos, or one of ours that is taken back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, ClassVar

from actions.effects.moves import wished
from actions.effects.reply import comment_of
from actions.effects.traces import ours, reaches_back
from domain.details import RemovalDetail, UndoDetail
from domain.errors import RefusedError
from domain.ids import CommentId, MediaId

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
        """Remove the comment. That it is not there is what was wanted.

        One of ours that is taken back is looked for first: the network told no id when it was posted.
        """
        try:
            if isinstance(job.action.wish.detail, UndoDetail):
                await _remove_ours(network, job, job.action.wish.detail)
            else:
                place = _place_of(job)
                await network.delete_comment(MediaId(place.media), CommentId(job.action.wish.target))
        except RefusedError as error:
            if not error.gone:
                raise
            LOGGER.info("A comment to be removed was gone: %s", error, extra={"action_id": job.action.id})

    async def happened(self, network: Network, job: Job) -> bool:
        """Whether it is no longer listed. Where the list may be cut before it, it counts as there."""
        undone = job.action.wish.detail
        try:
            if isinstance(undone, UndoDetail):
                listed = await network.comments(_media_of(job), whole=True)
                return not ours(listed, job) and reaches_back(listed, job, undone.since)
            place = _place_of(job)
            listed = await network.comments(MediaId(place.media), whole=True)
        except RefusedError as error:
            if not error.gone:
                raise
            return True
        there = any(comment.id == job.action.wish.target for comment in listed)
        return not there and reaches_back(listed, job, place.since)


def _place_of(job: Job) -> RemovalDetail:
    """Where the comment stands: as a person said, or as the look that brought it."""
    said = job.action.wish.detail
    if isinstance(said, RemovalDetail):
        return said
    asked = comment_of(job)
    return RemovalDetail(media=asked.media.id, since=asked.comment.created_at)


def _media_of(job: Job) -> MediaId:
    """The photo under which a comment of ours stands: `<id of the photo>#<number in the ledger>`."""
    return MediaId(job.action.wish.target.partition("#")[0])


async def _remove_ours(network: Network, job: Job, undone: UndoDetail) -> None:
    """Remove the first one that has these words; behind it, the owner may have said the same again."""
    listed = await network.comments(_media_of(job), whole=True)
    found = ours(listed, job)
    if found:
        await network.delete_comment(_media_of(job), found[0].id)
    elif not reaches_back(listed, job, undone.since):
        raise RefusedError("So many comments came since that ours is not listed any more; please remove it yourself.")
