"""What undoes each other is not done at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.plans import OPPOSITES, Mode, PlannedAction, Reason, Suppressed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rules.planning.wishes import Settled


def without_opposites(actions: Sequence[PlannedAction]) -> Settled:
    """The actions but for those that meet their opposite. Who only watches is in nobody's way who acts."""
    notes = {action.kind: note for action in actions if (note := _clash(action, actions)) is not None}
    dropped = (
        Suppressed(
            kind=action.kind,
            target=action.target,
            rules=action.rules,
            reason=Reason.CONFLICT,
            note=notes[action.kind],
        )
        for action in actions
        if action.kind in notes
    )
    return tuple(action for action in actions if action.kind not in notes), tuple(dropped)


def _clash(action: PlannedAction, actions: Sequence[PlannedAction]) -> str | None:
    for other in actions:
        in_the_way = other.mode is not Mode.WATCH or action.mode is Mode.WATCH
        if in_the_way and frozenset({action.kind, other.kind}) in OPPOSITES:
            return f"{other.rules[0].id} wants to {other.kind}, and {action.kind} is the opposite"
    return None
