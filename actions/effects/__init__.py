"""Every effect that the ledger knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.effects.comment import Comment
from actions.effects.delete_comment import DeleteComment
from actions.effects.like import Like
from actions.effects.relationships import CHANGES
from actions.effects.reply import Reply
from actions.effects.unlike import Unlike
from domain.plans import ActionKind

if TYPE_CHECKING:
    from actions.effects.effect import Effect

EFFECTS: dict[ActionKind, Effect] = {
    ActionKind.LIKE: Like(),
    ActionKind.UNLIKE: Unlike(),
    ActionKind.COMMENT: Comment(),
    ActionKind.REPLY: Reply(),
    ActionKind.DELETE_COMMENT: DeleteComment(),
    **CHANGES,
}
"""What is missing here writes nothing on the network and is done when it is admitted."""
