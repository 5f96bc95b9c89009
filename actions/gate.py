"""Where a wish goes from here: noted, proposed, or to be done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from actions.objections import objection, objection_to_person
from actions.wording import chosen
from domain.details import DecideDetail
from domain.plans import DECISIONS, LIMIT_CLASS, ActionKind, Mode, Reason
from domain.terms import WhenLimited
from storage.ledger import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actions.guards import Held
    from actions.situations import Leave, Situation


@dataclass(frozen=True, kw_only=True, slots=True)
class Admission:
    """Where a wish goes, and which rules it counts for."""

    move: Move
    rules: tuple[str, ...] = ()


def admit(situation: Situation) -> Admission:
    """What becomes of something that rules, or a person, want.

    It goes on when at least one of the rules may go on, as far as the boldest of those. Otherwise it waits if it can
    for any of them, or is held back for the reason of the highest rank.
    """
    if situation.by_person:
        return _admit_person(situation)
    acting = [leave for leave in situation.leaves if leave.mode is not Mode.WATCH] or situation.leaves
    judged = [(leave, objection(situation, leave)) for leave in acting]
    free = [leave for leave, held in judged if held is None]
    if not free:
        moves = [_hold(situation, leave, held) for leave, held in judged if held is not None]
        waiting = (move for move in moves if move.state is not ActionState.SUPPRESSED)
        return Admission(move=next(waiting, moves[0]))
    mode = max(leave.mode for leave in free)
    going = [leave for leave in free if leave.mode is mode]
    rules = tuple(leave.terms.rule.id for leave in free) if mode is not Mode.WATCH else ()
    return _said(situation, Admission(move=_go_on(situation, mode, going), rules=rules))


def _admit_person(situation: Situation) -> Admission:
    held = objection_to_person(situation)
    if held is None:
        return Admission(move=Move(state=ActionState.PENDING, next_at=situation.now))
    state = ActionState.SUPPRESSED if held.until is None else ActionState.PENDING
    return Admission(move=Move(state=state, reason=held.reason, note=held.note, next_at=held.until))


def _go_on(situation: Situation, mode: Mode, going: Sequence[Leave]) -> Move:
    match mode:
        case Mode.WATCH:
            return Move(state=ActionState.WATCHED)
        case Mode.ASK | Mode.AUTO if situation.kind not in LIMIT_CLASS:
            return _tell(situation)
        case Mode.ASK:
            note = next((leave.lowered for leave in going if leave.lowered), None)
            return Move(state=ActionState.AWAITING_APPROVAL, note=note, next_at=_expires_at(situation, going))
        case Mode.AUTO:
            return _announce(situation, going)
    assert_never(mode)


def _tell(situation: Situation) -> Move:
    """A question is asked; all else that writes nothing is done, and nobody wants to be asked whether."""
    detail = situation.wish.detail
    if situation.kind is not ActionKind.DECIDE:
        return Move(state=ActionState.DONE)
    seconds = detail.expires_seconds if isinstance(detail, DecideDetail) else None
    expires = None if seconds is None else situation.now + timedelta(seconds=seconds)
    return Move(state=ActionState.AWAITING_APPROVAL, next_at=expires)


def _announce(situation: Situation, going: Sequence[Leave]) -> Move:
    """What every rule wants announced waits so long that a person can object; what was announced is not again."""
    window = min(leave.terms.veto_seconds or 0.0 for leave in going)
    until = situation.action.vetoable_until
    if until is None and window:
        until = situation.now + timedelta(seconds=window)
    if until is None:
        return Move(state=ActionState.PENDING, next_at=situation.now)
    return Move(state=ActionState.PENDING, next_at=max(until, situation.now), vetoable_until=until)


def _hold(situation: Situation, leave: Leave, held: Held) -> Move:
    """What becomes of something against which there is a reason.

    What is merely too early waits. At a limit a decision waits, too; a like or comment of a rule does not, unless the
    rule says so: nobody wants it saved up.
    """
    if held.reason is Reason.PAUSED:
        return Move(state=ActionState.WATCHED, reason=held.reason, note=held.note)
    if held.reason is Reason.SCHEDULE or (held.waits and situation.kind not in LIMIT_CLASS):
        return Move(state=ActionState.PLANNED, reason=held.reason, note=held.note, next_at=held.until)
    then = _when_limited(situation, leave) if held.reason is Reason.LIMIT else WhenLimited.DROP
    if held.until is not None and (held.waits or then is WhenLimited.DEFER):
        return Move(state=ActionState.PENDING, reason=held.reason, note=held.note, next_at=held.until)
    if held.until is not None and then is WhenLimited.ASK:
        expires = _expires_at(situation, [leave])
        return Move(state=ActionState.AWAITING_APPROVAL, note=held.note, next_at=expires)
    return Move(state=ActionState.SUPPRESSED, reason=held.reason, note=held.note)


def _when_limited(situation: Situation, leave: Leave) -> WhenLimited:
    if leave.terms.when_limited is not None:
        return leave.terms.when_limited
    return WhenLimited.DEFER if situation.kind in DECISIONS else WhenLimited.DROP


def _expires_at(situation: Situation, going: Sequence[Leave]) -> datetime | None:
    """When a proposal about a photo has become too old; None: never. A photo of the future counts as of now."""
    media = situation.media
    ages = [leave.terms.max_age_seconds for leave in going]
    if media is None or None in ages:
        return None
    longest = max(age for age in ages if age is not None)
    return min(media.created_at, situation.now) + timedelta(seconds=longest)


def _said(situation: Situation, admission: Admission) -> Admission:
    """The same with the words that will be said, or held back because all of them were said lately."""
    if admission.move.state not in {ActionState.AWAITING_APPROVAL, ActionState.PENDING}:
        return admission
    wish = chosen(situation.action, situation.person, situation.said)
    if wish is None:
        note = "Every wording of it was used lately."
        return Admission(move=Move(state=ActionState.SUPPRESSED, reason=Reason.LIMIT, note=note))
    return replace(admission, move=replace(admission.move, wish=None if wish == situation.wish else wish))
