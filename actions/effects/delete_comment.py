"""Removing a comment: somebody's under one of the owner's photos, or one of ours that is taken back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, ClassVar

from actions.effects.moves import wished
from actions.effects.reply import comment_of
from actions.effects.traces import CLOCKS_DIFFER, MOST_LISTED, plain
from domain.details import UndoDetail
from domain.errors import RefusedError
from domain.ids import MediaId

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actions.effects.effect import Job
    from domain.media import Comment
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

        One of ours is looked for first: the network told no id when it was posted.
        """
        try:
            if isinstance(job.action.wish.detail, UndoDetail):
                await _remove_ours(network, job, job.action.wish.detail)
            else:
                asked = comment_of(job)
                await network.delete_comment(asked.media.id, asked.comment.id)
        except RefusedError as error:
            if not error.gone:
                raise
            LOGGER.info("A comment to be removed was gone: %s", error, extra={"action_id": job.action.id})

    async def happened(self, network: Network, job: Job) -> bool:
        """Whether it is no longer listed. Where the list may be cut before it, it counts as there."""
        undone = job.action.wish.detail
        try:
            if isinstance(undone, UndoDetail):
                listed, since = await network.comments(_media_of(job), whole=True), undone.since
                there = _ours(listed, job, undone) is not None
            else:
                asked = comment_of(job)
                listed, since = await network.comments(asked.media.id, whole=True), asked.comment.created_at
                there = any(comment.id == asked.comment.id for comment in listed)
        except RefusedError as error:
            if not error.gone:
                raise
            return True
        return not there and _reaches_back(listed, since)


def _media_of(job: Job) -> MediaId:
    """The photo under which a comment of ours stands: `<id of the photo>#<number in the ledger>`."""
    return MediaId(job.action.wish.target.partition("#")[0])


async def _remove_ours(network: Network, job: Job, undone: UndoDetail) -> None:
    listed = await network.comments(_media_of(job), whole=True)
    ours = _ours(listed, job, undone)
    if ours is not None:
        await network.delete_comment(_media_of(job), ours.id)
    elif not _reaches_back(listed, undone.since):
        raise RefusedError("So many comments came since that ours is not listed any more; please remove it yourself.")


def _ours(listed: Sequence[Comment], job: Job, undone: UndoDetail) -> Comment | None:
    """The comment that is taken back: the first of ours with these words since it was tried."""
    text, earliest = plain(job.action.wish.text or ""), undone.since - CLOCKS_DIFFER
    own = (one for one in listed if one.author.id == job.me and one.created_at >= earliest)
    return min((one for one in own if plain(one.text) == text), key=lambda one: one.created_at, default=None)


def _reaches_back(listed: Sequence[Comment], moment: datetime) -> bool:
    return len(listed) < MOST_LISTED or min(one.created_at for one in listed) < moment
