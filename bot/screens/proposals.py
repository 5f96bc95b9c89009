"""The buttons of what waits for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb, about
from bot.screen import Style, Tap, taps
from bot.screens.outcomes import WORDS
from domain.plans import DECISIONS, ActionKind
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.screen import Row
    from domain.ids import EventKey
    from storage.actions import StoredAction

WAITING = frozenset({ActionState.AWAITING_APPROVAL, ActionState.REVIEW})
"""A person must say how it goes on."""


def deciding(event: EventKey, actions: Sequence[StoredAction] = ()) -> Row:
    """Approve or ignore somebody who waits; what a rule proposes stands out, and nothing else does."""
    proposed = {action.kind for action in actions if action.state in WAITING}

    def choice(kind: ActionKind, label: str, verb: Verb) -> Tap:
        return Tap(label=label, press=about(verb, event), style=Style.GOOD if kind in proposed else None)

    return taps(
        choice(ActionKind.APPROVE, "✅ Approve", Verb.APPROVE), choice(ActionKind.IGNORE, "🙈 Ignore", Verb.IGNORE)
    )


def proposing(actions: Sequence[StoredAction]) -> tuple[Row, ...]:
    """Do it or skip it, one row for each proposal; decisions about a person have their own buttons."""
    waiting = [action for action in actions if action.state in WAITING and action.kind not in DECISIONS]
    return tuple(_row(action, named=len(waiting) > 1) for action in waiting)


def explaining(event: EventKey) -> Tap:
    """Why the rules said what they said."""
    return Tap(label="Why?", press=about(Verb.WHY, event))


def _row(action: StoredAction, *, named: bool) -> Row:
    sign = f"{WORDS[action.kind].sign} " if named else ""
    return taps(
        Tap(label=f"{sign}Do it", press=Press(verb=Verb.ACCEPT, id=str(action.id)), style=Style.GOOD),
        Tap(label=f"{sign}Skip", press=Press(verb=Verb.DECLINE, id=str(action.id))),
    )
