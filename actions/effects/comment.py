"""Commenting on a photo, at most once."""

from __future__ import annotations

import html
import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from domain.ids import MediaId
from domain.plans import Reason
from storage.actions import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.ids import UserId
    from domain.media import Comment as Written
    from networks.port import Network
    from storage.actions import StoredAction

MOST_LISTED = 150
"""The network lists the latest ones only, without further pages."""
CLOCKS_DIFFER = timedelta(seconds=120)


class Comment:
    """The network gives a comment no key and no id back, so it is known by author, text and time."""

    thrifty: ClassVar[bool] = False

    async def before(self, network: Network, action: StoredAction, me: UserId) -> Move | None:
        """Where the owner has commented there is nothing to add."""
        listed = await network.comments(MediaId(action.wish.target))
        if _ours(listed, action, me):
            return Move(state=ActionState.DONE, note="It was found under the photo.")
        if any(comment.author.id == me for comment in listed):
            return Move(
                state=ActionState.SUPPRESSED, reason=Reason.HUMAN_FIRST, note="You had commented there already."
            )
        return None

    async def do(self, network: Network, action: StoredAction) -> None:
        """Post the comment."""
        await network.post_comment(MediaId(action.wish.target), action.wish.text or "")

    async def happened(self, network: Network, action: StoredAction, me: UserId) -> bool | None:
        """Whether the comment is listed. None: so many came since that it may have left the list."""
        listed = await network.comments(MediaId(action.wish.target))
        if _ours(listed, action, me):
            return True
        return False if _reaches_back(listed, action) else None


def _ours(listed: Sequence[Written], action: StoredAction, me: UserId) -> bool:
    """Whether one of these can only be the one that we tried to post."""
    if action.first_intent_at is None:
        return False
    earliest = action.first_intent_at - CLOCKS_DIFFER
    text = _plain(action.wish.text or "")
    return any(
        comment.author.id == me and comment.created_at >= earliest and _plain(comment.text) == text
        for comment in listed
    )


def _reaches_back(listed: Sequence[Written], action: StoredAction) -> bool:
    if len(listed) < MOST_LISTED or action.first_intent_at is None:
        return True
    return min(comment.created_at for comment in listed) < action.first_intent_at - CLOCKS_DIFFER


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", html.unescape(text)).split())
