"""Comments as the network lists them, and ours among them.

No clock is asked whether one is ours, as the network's may be wrong: at the first try nothing of ours stood there
that could be taken for it, since then it would not have been tried.
"""

from __future__ import annotations

import html
import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.events import NewComment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actions.effects.effect import Job
    from domain.media import Comment

MOST_LISTED = 150
"""The network lists the latest ones only, without further pages."""
CLOCKS_DIFFER = timedelta(days=1)
"""By more than this no network's clock is wrong. In a busier list than that a person has to look."""


def ours(listed: Sequence[Comment], job: Job) -> list[Comment]:
    """Those of us that have the words of the job and, where those answer somebody, stand behind what they answer."""
    behind = after(listed, job.event.comment) if isinstance(job.event, NewComment) else listed
    text = plain(job.action.wish.text or "")
    return [comment for comment in behind if comment.author.id == job.me and plain(comment.text) == text]


def shows_ours(listed: Sequence[Comment], job: Job) -> bool:
    """Whether one of these can only be the one that we tried to post."""
    return job.action.first_intent_at is not None and bool(ours(listed, job))


def was_posted(listed: Sequence[Comment], job: Job) -> bool | None:
    """Whether ours is listed. None: so many came since that it may have left the list."""
    if shows_ours(listed, job):
        return True
    return False if reaches_back(listed, job, job.action.first_intent_at) else None


def after(listed: Sequence[Comment], asked: Comment) -> Sequence[Comment]:
    """What stands behind a comment in the list, which is the network's order and no matter of clocks."""
    place = next((place for place, one in enumerate(listed) if one.id == asked.id), None)
    if place is not None:
        return listed[place + 1 :]
    return [one for one in listed if one.created_at >= asked.created_at]


def reaches_back(listed: Sequence[Comment], job: Job, tried_at: datetime | None) -> bool:
    """Whether the list goes back to before anything of ours was tried at that moment."""
    if len(listed) < MOST_LISTED or tried_at is None:
        return True
    oldest = min(comment.created_at for comment in listed)
    if isinstance(job.event, NewComment):
        return oldest <= job.event.comment.created_at
    return oldest < tried_at - CLOCKS_DIFFER


def plain(text: str) -> str:
    """A comment's text however the network spells it."""
    return " ".join(unicodedata.normalize("NFC", html.unescape(text)).split())
