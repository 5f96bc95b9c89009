"""Answering a comment under one of the owner's photos, at most once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from actions.effects.moves import done, gone, quicker
from actions.effects.traces import after, shows_ours, was_posted
from actions.wording import mentions
from domain.errors import RefusedError
from domain.events import NewComment

if TYPE_CHECKING:
    from actions.effects.effect import Job
    from networks.port import Network
    from storage.moves import Move


class Reply:
    """The network knows no answers: one is a comment further down that mentions whom it is for."""

    thrifty: ClassVar[bool] = False

    async def before(self, network: Network, job: Job) -> Move | None:
        """What was removed meanwhile, or answered by the owner, needs no answer."""
        asked = comment_of(job)
        listed = await network.comments(asked.media.id, whole=True)
        if shows_ours(listed, job):
            return done("It was found under the photo.")
        if all(comment.id != asked.comment.id for comment in listed):
            return gone("The comment is no longer there.")
        own = [comment for comment in after(listed, asked.comment) if comment.author.id == job.me]
        who = asked.comment.author.username
        return quicker("You had answered already.") if any(mentions(one.text, who) for one in own) else None

    async def do(self, network: Network, job: Job) -> None:
        """Post the answer."""
        await network.post_comment(comment_of(job).media.id, job.action.wish.text or "")

    async def happened(self, network: Network, job: Job) -> bool | None:
        """Whether the answer is listed. None: so many came since that it may have left the list."""
        return was_posted(await network.comments(comment_of(job).media.id, whole=True), job)


def comment_of(job: Job) -> NewComment:
    """The comment that the job is about.

    Raises RefusedError when nobody knows under which photo it stands.
    """
    if not isinstance(job.event, NewComment):
        raise RefusedError("It is not known any more under which photo that comment stands.", gone=True)
    return job.event
