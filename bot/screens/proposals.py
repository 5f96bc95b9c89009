"""The buttons of what waits for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.wording import REMARKS
from bot.buttons import Press, Verb, about
from bot.language import say
from bot.screen import Style, Tap, taps
from bot.screens.outcomes import WORDS, is_announced
from domain.details import Answer, DecideDetail
from domain.plans import DECISIONS, ActionKind
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.phrasing import Present
    from bot.screen import Row
    from domain.ids import EventKey
    from storage.actions import StoredAction

WAITING = frozenset({ActionState.AWAITING_APPROVAL, ActionState.REVIEW})
"""A person must say how it goes on."""
WITH_OWN_BUTTONS = DECISIONS | {ActionKind.DECIDE}
"""What is decided about a request is not simply done or skipped."""

_CHOICES = {
    Answer.APPROVE: ("✅ Approve", Verb.APPROVE),
    Answer.IGNORE: ("🙈 Ignore", Verb.IGNORE),
    Answer.BLOCK: ("⛔ Block", Verb.BLOCK),
    Answer.LEAVE: ("🤷 Leave", Verb.LEAVE),
}
_USUAL = frozenset({Answer.APPROVE, Answer.IGNORE})


def deciding(event: EventKey, actions: Sequence[StoredAction] = ()) -> Row:
    """What can be decided about somebody who waits; what a rule proposes stands out, and nothing else does.

    A rule that asks says which choices there are.
    """
    waiting = [action for action in actions if action.state in WAITING]
    proposed = {action.kind.value for action in waiting if action.kind in DECISIONS}
    asked = [action.wish.detail.choices for action in waiting if isinstance(action.wish.detail, DecideDetail)]
    offered = {choice for choices in asked for choice in choices} or _USUAL | {Answer(kind) for kind in proposed}

    def button(choice: Answer) -> Tap:
        label, verb = _CHOICES[choice]
        return Tap(label=label, press=about(verb, event), style=Style.GOOD if choice in proposed else None)

    return taps(*(button(choice) for choice in Answer if choice in offered))


def proposing(actions: Sequence[StoredAction]) -> tuple[Row, ...]:
    """Do it or skip it, one row for each proposal; decisions about a person have their own buttons."""
    proposed = [action for action in actions if action.state is ActionState.AWAITING_APPROVAL]
    waiting = [action for action in proposed if action.kind not in WITH_OWN_BUTTONS]
    return tuple(_row(action, named=len(waiting) > 1) for action in waiting)


def settling(actions: Sequence[StoredAction]) -> tuple[Row, ...]:
    """Whether it was done, one row for each thing that nobody could find out."""
    doubtful = [action for action in actions if action.state is ActionState.REVIEW]
    return tuple(_doubt(action, named=len(doubtful) > 1) for action in doubtful)


def stopping(actions: Sequence[StoredAction], present: Present) -> tuple[Row, ...]:
    """Stop it, one row for each thing that a rule has announced."""
    announced = [action for action in actions if is_announced(action, present)]
    return tuple(_stop(action, named=len(announced) > 1) for action in announced)


def explaining(event: EventKey) -> Tap:
    """Why the rules said what they said."""
    return Tap(label="Why?", press=about(Verb.WHY, event))


def _row(action: StoredAction, *, named: bool) -> Row:
    sign, number = f"{WORDS[action.kind].sign} " if named else "", str(action.id)
    worded = action.kind in REMARKS
    edit = [Tap(label=sign + say("✏️ Edit"), press=Press(verb=Verb.REWORD, id=number))] if worded else []
    return taps(
        Tap(label=f"{sign}Do it", press=Press(verb=Verb.ACCEPT, id=number), style=Style.GOOD),
        Tap(label=f"{sign}Skip", press=Press(verb=Verb.DECLINE, id=number)),
        *edit,
    )


def _doubt(action: StoredAction, *, named: bool) -> Row:
    sign, number = f"{WORDS[action.kind].sign} " if named else "", str(action.id)
    return taps(
        Tap(label=sign + say("It was done"), press=Press(verb=Verb.HAPPENED, id=number)),
        Tap(label=sign + say("It was not"), press=Press(verb=Verb.ACCEPT, id=number)),
        Tap(label=sign + say("Leave it"), press=Press(verb=Verb.DECLINE, id=number)),
    )


def _stop(action: StoredAction, *, named: bool) -> Row:
    sign = f"{WORDS[action.kind].sign} " if named else ""
    return taps(Tap(label=f"{sign}✋ Cancel", press=Press(verb=Verb.VETO, id=str(action.id)), style=Style.BAD))
