"""Every effect that the ledger knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.effects.approve import Approve
from actions.effects.comment import Comment
from actions.effects.ignore import Ignore
from actions.effects.like import Like
from domain.plans import ActionKind

if TYPE_CHECKING:
    from actions.effects.effect import Effect

_LIKE = Like()
_COMMENT = Comment()
_APPROVE = Approve()
_IGNORE = Ignore()


def effect_of(kind: ActionKind) -> Effect:
    """How a kind of action is done.

    Raises ValueError for a notice: it is done when it is admitted.
    """
    match kind:
        case ActionKind.LIKE:
            return _LIKE
        case ActionKind.COMMENT:
            return _COMMENT
        case ActionKind.APPROVE:
            return _APPROVE
        case ActionKind.IGNORE:
            return _IGNORE
        case _:
            raise ValueError(f"{kind} writes nothing on the network")
