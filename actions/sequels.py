"""What writes nothing on the network, such as a list, goes with what the same rule writes: it waits for that.

Else a rule that asks would remember somebody before the yes, and in spite of a no.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.plans import LIMIT_CLASS, ActionKind, Mode
from rules.options import OnError
from storage import actions
from storage.states import OPEN_STATES, ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from actions.situations import Leave
    from rules.ruleset import Rule, RuleSet
    from storage.actions import StoredAction

SEQUELS = frozenset({ActionKind.NOTIFY, ActionKind.REMEMBER, ActionKind.MARK})
_A_PERSONS = frozenset({ActionState.CANCELLED, ActionState.EXPIRED})
"""Somebody did not want it, or did not answer."""


async def with_what_is_written(session: AsyncSession, action: StoredAction, leave: Leave, rules: RuleSet) -> Leave:
    """How far a rule may go, given what became of what it writes about the same event.

    One that asks needs one of its writes to be done. One that acts by itself minds only what a person stopped.
    """
    rule = next((rule for rule in rules.rules if rule.ref.id == leave.terms.rule.id), None)
    if rule is None:
        return leave
    kinds = _written_first(rule, action.kind)
    about = await actions.of_event(session, action.account, action.event)
    writes = [one for one in about if one.kind in kinds and rule.ref.id in {by.id for by in one.wish.rules}]
    if any(one.state is ActionState.DONE for one in writes):
        return leave
    awaited = next((one.kind for one in writes if one.state in OPEN_STATES), None)
    if awaited is not None:
        return replace(leave, awaited=awaited)
    failed = [one for one in writes if one.state is ActionState.FAILED]
    if failed and rule.on_error is OnError.STOP:
        return replace(leave, failed=failed[0].kind)
    return replace(leave, undone=_undone(leave.mode, [one for one in writes if one not in failed]))


def _written_first(rule: Rule, kind: ActionKind) -> frozenset[ActionKind]:
    """The kinds of writes that count. A notice is told in its place, lists and marks are for what was done."""
    kinds = [action.kind for action in rule.actions]
    if kind is ActionKind.NOTIFY and kind in kinds:
        kinds = kinds[: kinds.index(kind)]
    return frozenset(kinds) & LIMIT_CLASS.keys()


def _undone(mode: Mode, writes: Sequence[StoredAction]) -> StoredAction | None:
    """What was not done, so that this is not done either; what a person said about it comes first."""
    stopped = [one for one in writes if one.state in _A_PERSONS]
    return next(iter(stopped if mode is Mode.AUTO else [*stopped, *writes]), None)
