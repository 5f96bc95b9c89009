"""The guards of real life for the actions of a test, as far as the test tells how things stand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from actions import limits
from actions.delicacy import why_to_read
from actions.gate import admit
from actions.situations import Leave, Rivals, Room, Situation
from domain.ids import AccountKey, ActionId
from domain.plans import LIMIT_CLASS, ActionKind, Mode
from domain.unknown import Unknown
from storage.entries import MUTED, Entry
from storage.ledger import StoredAction
from storage.states import ActionState

if TYPE_CHECKING:
    from datetime import datetime

    from domain.facts import History
    from domain.plans import PlannedAction, Reason
    from domain.terms import Terms
    from rules.ruleset import RuleSet
    from rules.testing.case import Situation as Given
    from rules.testing.running import Guard


def guard_of(ruleset: RuleSet) -> Guard:
    """The guard for the tests of these rules: the one of real life, asked about one rule at a time."""

    def guard(action: PlannedAction, terms: Terms, given: Given) -> Mode | Reason:
        leave = _leave(action, terms, given, ruleset)
        move = admit(_situation(action, leave, given, ruleset)).move
        if move.reason is not None:
            return move.reason
        asked = move.state is ActionState.AWAITING_APPROVAL and action.kind in LIMIT_CLASS
        return Mode.ASK if asked else leave.mode

    return guard


def _leave(action: PlannedAction, terms: Terms, given: Given, ruleset: RuleSet) -> Leave:
    lowered = why_to_read(action, given.event, ruleset.engine.disclosure)
    mode = Mode.ASK if lowered is not None and terms.mode is Mode.AUTO else terms.mode
    return Leave(terms=terms, mode=mode, lowered=lowered, enough_until=_enough_until(action, terms, given))


def _situation(action: PlannedAction, leave: Leave, given: Given, ruleset: RuleSet) -> Situation:
    history, person = _history(given), given.event.person
    muted = Entry(list=MUTED, person=person.id, username=person.username, added_by="a test", until=None)
    return Situation(
        action=_stored(action, given),
        event=given.event,
        me=given.facts.me,
        leaves=(leave,),
        never=ruleset.never,
        lists={MUTED: muted} if history is not None and history.opted_out else {},
        rivals=Rivals(ours=history is not None and history.likes > 0),
        room=_room(action, given, ruleset),
        now=given.now,
    )


def _stored(action: PlannedAction, given: Given) -> StoredAction:
    """The action as the ledger would have it, this moment."""
    return StoredAction(
        id=ActionId(0),
        account=AccountKey("test"),
        event=given.event.key,
        wish=action,
        state=ActionState.PLANNED,
        reason=None,
        note=None,
        attempt=0,
        next_at=given.now,
        uncertain_since=None,
        absent_looks=0,
        first_intent_at=None,
        decided_by=None,
        decided_at=None,
        created_at=given.now,
        changed_at=given.now,
    )


def _enough_until(action: PlannedAction, terms: Terms, given: Given) -> datetime | None:
    """When the person may be met again: everything of ours that the test tells of counts as done by this rule."""
    history = _history(given)
    rate = terms.per_author or (limits.COMMENTS_TO_ONE if action.kind is ActionKind.COMMENT else None)
    if history is None or history.last_action_at is None or rate is None:
        return None
    done = history.comments + (history.likes if terms.per_author else 0)
    until = history.last_action_at + timedelta(seconds=rate.seconds)
    return until if done >= rate.count and until > given.now else None


def _room(action: PlannedAction, given: Given, ruleset: RuleSet) -> Room:
    """A warm account in which so much of this hour's was done as the test says, none of it just now."""
    limit = LIMIT_CLASS.get(action.kind)
    if limit is None:
        return Room()
    allowed = limits.for_rules(ruleset.limits[limit], warmth=1.0, seed="")
    used = [given.now] * given.used.get(limit, 0)
    return Room(full_until=limits.opens_at(used, allowed, given.now))


def _history(given: Given) -> History | None:
    history = given.facts.history
    return None if isinstance(history, Unknown) else history
