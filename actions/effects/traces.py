"""Comments as the network lists them, and ours among them."""

from __future__ import annotations

import html
import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.effects.effect import Job
    from domain.media import Comment

MOST_LISTED = 150
"""The network lists the latest ones only, without further pages."""
CLOCKS_DIFFER = timedelta(seconds=120)


def shows_ours(listed: Sequence[Comment], job: Job) -> bool:
    """Whether one of these can only be the one that we tried to post: it is known by author, text and time."""
    if job.action.first_intent_at is None:
        return False
    earliest = job.action.first_intent_at - CLOCKS_DIFFER
    text = plain(job.action.wish.text or "")
    return any(
        comment.author.id == job.me and comment.created_at >= earliest and plain(comment.text) == text
        for comment in listed
    )


def was_posted(listed: Sequence[Comment], job: Job) -> bool | None:
    """Whether ours is listed. None: so many came since that it may have left the list."""
    if shows_ours(listed, job):
        return True
    return False if _reaches_back(listed, job) else None


def plain(text: str) -> str:
    """A comment's text however the network spells it."""
    return " ".join(unicodedata.normalize("NFC", html.unescape(text)).split())


def _reaches_back(listed: Sequence[Comment], job: Job) -> bool:
    if len(listed) < MOST_LISTED or job.action.first_intent_at is None:
        return True
    return min(comment.created_at for comment in listed) < job.action.first_intent_at - CLOCKS_DIFFER
