"""Comments under a photo: `/media/{id}/comments`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from domain.errors import RefusedError
from domain.plans import LimitClass
from networks.instagram.calls import Call
from networks.instagram.section import Section
from networks.instagram.wire.media import COMMENTS

if TYPE_CHECKING:
    from domain.ids import CommentId, MediaId
    from domain.media import Comment

LONGEST_COMMENT = 300
"""Unicode code points."""
MOST_HASHTAGS = 4
MOST_LINKS = 1

HASHTAG = re.compile(r"#\w")
LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
"""Choice: how the network finds URLs is not on record. One lasts to the next space: an address may hold another."""


class Comments(Section):
    """The operations on the comments of a photo."""

    async def comments(self, media_id: MediaId, *, whole: bool = False) -> tuple[Comment, ...]:
        """The latest comments under a photo (at most 150), oldest first.

        What cannot be read is left out; `whole`: raises RetryableError then. Only a whole list shows what is missing.
        """
        call = Call(doing="load the comments", path=("media", media_id, "comments"))
        comments, _ = await self._funnel.many(call, COMMENTS, whole=whole)
        return tuple(comment.as_comment() for comment in comments)

    async def post_comment(self, media_id: MediaId, text: str) -> None:
        """Comment on a photo.

        `text` is 1 to 300 code points with at most 4 hashtags and one link, not all in capitals.

        Raises:
            RefusedError: also for a text against these rules, before anything is sent.
            RetryableError, UncertainError, BlockedError: as for every call.
        """
        fault = fault_of(text)
        if fault is not None:
            raise RefusedError(f"Could not comment on this photo: {fault}.")
        call = Call(
            doing="comment on this photo",
            method="POST",
            path=("media", media_id, "comments"),
            form={"text": text},
            writes=LimitClass.COMMENT,
        )
        await self._funnel.send(call)

    async def delete_comment(self, media_id: MediaId, comment_id: CommentId) -> None:
        """Remove one's own comment, or any under one's own photo."""
        call = Call(
            doing="remove this comment",
            method="DELETE",
            path=("media", media_id, "comments", comment_id),
            writes=LimitClass.COMMENT,
        )
        await self._funnel.send(call)


def fault_of(text: str) -> str | None:
    """Which of the network's rules for comments a text breaks, as a clause for the owner."""
    if not text.strip():
        return "a comment needs at least one visible character"
    if len(text) > LONGEST_COMMENT:
        return f"a comment has at most {LONGEST_COMMENT} characters, and this one has {len(text)}"
    if len(HASHTAG.findall(text)) > MOST_HASHTAGS:
        return f"a comment has at most {MOST_HASHTAGS} hashtags"
    if len(LINK.findall(text)) > MOST_LINKS:
        return "a comment has at most one link"
    if text.isupper():
        return "a comment must not be all in capitals"
    return None
