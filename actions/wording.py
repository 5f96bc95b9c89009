"""The words of a comment: for whom, not said lately, and marked when nobody has read them before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.details import CommentDetail
from domain.plans import ActionKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from domain.people import Person
    from domain.plans import PlannedAction
    from storage.actions import StoredAction

REMARKS = frozenset({ActionKind.COMMENT, ActionKind.REPLY})
"""What has words that strangers read."""


def chosen(action: StoredAction, person: Person | None, said: Collection[str]) -> PlannedAction | None:
    """The wish with the first of its wordings that was not said lately; None: all were.

    What may have been posted already keeps its words, by which it is known.
    """
    wish = action.wish
    if action.kind not in REMARKS or wish.text is None or action.first_intent_at is not None:
        return wish
    detail = wish.detail if isinstance(wish.detail, CommentDetail) else CommentDetail()
    answered = person if action.kind is ActionKind.REPLY else None
    for text in (wish.text, *detail.alternatives):
        words = text if answered is None else addressed(text, answered.username)
        if words not in said:
            return replace(wish, text=words)
    return None


def signed(action: StoredAction, mark: str) -> PlannedAction:
    """The wish as it is posted: marked when only rules wanted it, so that nobody has read it before."""
    wish = action.wish
    fixed = action.kind not in REMARKS or action.decided_by is not None or action.first_intent_at is not None
    return wish if fixed or wish.text is None else replace(wish, text=marked(wish.text, mark))


def mentions(text: str, username: str) -> bool:
    """Whether a text calls somebody by `@username`, and not merely somebody whose name begins alike."""
    return re.search(rf"@{re.escape(username)}(?![\w.]*\w)", text, re.IGNORECASE) is not None


def addressed(text: str, username: str) -> str:
    """The text of an answer, so that whom it is for hears of it."""
    return text if mentions(text, username) else f"@{username} {text}"


def marked(text: str, mark: str) -> str:
    """The text with the mark that nobody read it before, unless it ends so already."""
    return text if not mark or text.endswith(mark) else f"{text} {mark}"
