"""Which guards are asked, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions import guards
from actions.guards import AGAIN_AFTER, Guard, Held, frozen_note
from domain.details import UndoDetail
from domain.plans import ActionKind, Reason

if TYPE_CHECKING:
    from actions.situations import Leave, Situation

FOR_RULES: tuple[Guard, ...] = (
    guards.never_touched,
    guards.muted,
    guards.own_post,
    guards.human_first,
    guards.too_old,
    guards.waited_too_long,
    guards.broken_off,
    guards.paused,
    guards.resting,
    guards.scheduled,
    guards.in_order,
    guards.met_lately,
    guards.rule_limited,
    guards.limited,
    guards.spaced,
    guards.conflict,
    guards.unknown,
)
"""In the order in which they are asked: what can never change comes before what passes."""

_SEQUEL: tuple[Guard, ...] = (
    guards.resting,
    guards.scheduled,
    guards.broken_off,
    guards.without_writes,
    guards.behind_writes,
)
FOR_WORDS: dict[ActionKind, tuple[Guard, ...]] = {
    ActionKind.NOTIFY: (guards.muted, *_SEQUEL),
    ActionKind.DECIDE: (guards.human_first, guards.resting, guards.scheduled, guards.conflict),
    ActionKind.REMEMBER: _SEQUEL,
    ActionKind.MARK: _SEQUEL,
}
"""What writes nothing on the network needs few."""


def objection(situation: Situation, leave: Leave) -> Held | None:
    """The one reason against what one rule wants; None: it may go on."""
    objections = (guard(situation, leave) for guard in FOR_WORDS.get(situation.kind, FOR_RULES))
    return next((held for held in objections if held is not None), None)


def objection_to_person(situation: Situation) -> Held | None:
    """The one reason against what a person wants; None: it may be done."""
    wish = situation.wish
    ages = [terms.max_age_seconds for terms in wish.terms] or [wish.max_age_seconds]
    longest = None if None in ages else max(age for age in ages if age is not None)
    objections = (
        guards.aged(situation, longest),
        _frozen(situation),
        _rival_under_way(situation),
        guards.full(situation),
        _in_a_row(situation),
    )
    return next((held for held in objections if held is not None), None)


def _frozen(situation: Situation) -> Held | None:
    if situation.frozen is None or situation.frozen.frozen_until <= situation.now:
        return None
    until = situation.frozen.frozen_until
    note = frozen_note(situation.frozen.limit, until, situation.now)
    return Held(reason=Reason.BREAKER, note=note, until=until)


def _in_a_row(situation: Situation) -> Held | None:
    """What people take back may be a lot at once; all else they do one by one."""
    return guards.apart(situation) if isinstance(situation.wish.detail, UndoDetail) else None


def _rival_under_way(situation: Situation) -> Held | None:
    """What is on its way cannot be called back; a person's wish comes right after it."""
    if not situation.rivals.under_way:
        return None
    note = f"The wish to {situation.rivals.kind} was on its way already."
    return Held(reason=Reason.CONFLICT, note=note, until=situation.now + AGAIN_AFTER)
