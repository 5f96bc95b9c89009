"""Where a wish goes from here: noted, proposed, or to be done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from actions.guards import first_objection
from domain.plans import DECISIONS, ActionKind, Mode, Reason
from storage.actions import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from datetime import datetime

    from actions.guards import Held, Situation


def admit(situation: Situation) -> Move:
    """What becomes of something that the rules want."""
    held = first_objection(situation)
    if held is not None:
        return hold(situation, held)
    match situation.mode:
        case Mode.WATCH:
            return Move(state=ActionState.WATCHED)
        case Mode.ASK | Mode.AUTO if situation.wish.kind is ActionKind.NOTIFY:
            # To tell is all that there is to do, and nobody wants to be asked whether to be told.
            return Move(state=ActionState.DONE)
        case Mode.ASK:
            return Move(state=ActionState.AWAITING_APPROVAL, next_at=expires_at(situation))
        case Mode.AUTO:
            return Move(state=ActionState.PENDING, next_at=situation.now)
    assert_never(situation.mode)


def hold(situation: Situation, held: Held) -> Move:
    """What becomes of something against which there is a reason.

    A decision, and what a person wants, waits until the reason has passed. A like or comment of a rule does not:
    nobody wants it saved up.
    """
    if held.reason is Reason.PAUSED:
        return Move(state=ActionState.WATCHED, reason=held.reason, note=held.note)
    if held.until is not None and (situation.by_person or situation.wish.kind in DECISIONS):
        return Move(state=ActionState.PENDING, reason=held.reason, note=held.note, next_at=held.until)
    return Move(state=ActionState.SUPPRESSED, reason=held.reason, note=held.note)


def expires_at(situation: Situation) -> datetime | None:
    """When a proposal about a photo has become too old; None: never. A photo of the future counts as of now."""
    media, longest = situation.media, situation.wish.max_age_seconds
    if media is None or longest is None:
        return None
    return min(media.created_at, situation.now) + timedelta(seconds=longest)
