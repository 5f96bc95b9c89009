"""What would keep an action of a test from being done, as far as the test tells."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from domain.events import FollowRequest
from domain.plans import DECISIONS, LIMIT_CLASS, ActionKind, Mode, Reason
from domain.terms import WhenLimited
from domain.unknown import Unknown
from rules.values.people import username

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.facts import History
    from domain.plans import PlannedAction
    from domain.terms import Terms
    from rules.ruleset import RuleSet
    from rules.testing.case import Situation
    from rules.testing.running import Guard

_Question: TypeAlias = "Callable[[PlannedAction, Terms, Situation, RuleSet], Reason | None]"


def guard_of(ruleset: RuleSet) -> Guard:
    """The guard for the tests of these rules."""

    def guard(action: PlannedAction, terms: Terms, situation: Situation) -> Mode | Reason:
        asked = _ON_THE_NETWORK if action.kind in LIMIT_CLASS else _IN_THE_CHAT
        reasons = (question(action, terms, situation, ruleset) for question in asked)
        reason = next((reason for reason in reasons if reason is not None), None)
        if reason is Reason.LIMIT and _when_limited(action, terms) is WhenLimited.ASK:
            return Mode.ASK
        return terms.mode if reason is None else reason

    return guard


def _never(action: PlannedAction, _terms: Terms, situation: Situation, ruleset: RuleSet) -> Reason | None:
    person = situation.event.person
    listed = {f"id:{person.id}", username(person.username)} & ruleset.never
    return Reason.NEVER if listed and action.kind is not ActionKind.IGNORE else None


def _muted(_action: PlannedAction, _terms: Terms, situation: Situation, _ruleset: RuleSet) -> Reason | None:
    history = _history(situation)
    return Reason.MUTED if history is not None and history.opted_out else None


def _own(_action: PlannedAction, terms: Terms, situation: Situation, _ruleset: RuleSet) -> Reason | None:
    own = situation.event.person.id == situation.facts.me
    return Reason.SELF if own and not terms.include_self else None


def _human(action: PlannedAction, _terms: Terms, situation: Situation, _ruleset: RuleSet) -> Reason | None:
    event = situation.event
    liked = not isinstance(event, FollowRequest) and event.media.liked_by_me is True
    return Reason.HUMAN_FIRST if liked and action.kind is ActionKind.LIKE else None


def _age(_action: PlannedAction, terms: Terms, situation: Situation, _ruleset: RuleSet) -> Reason | None:
    event, longest = situation.event, terms.max_age_seconds
    if isinstance(event, FollowRequest) or longest is None:
        return None
    return Reason.AGE if situation.now - event.media.created_at > timedelta(seconds=longest) else None


def _schedule(_action: PlannedAction, terms: Terms, situation: Situation, _ruleset: RuleSet) -> Reason | None:
    opens = terms.not_before
    return None if opens is None or opens <= situation.now else Reason.SCHEDULE


def _per_author(_action: PlannedAction, terms: Terms, situation: Situation, _ruleset: RuleSet) -> Reason | None:
    history = _history(situation)
    if history is None or terms.per_author is None or history.last_action_at is None:
        return None
    lately = situation.now - history.last_action_at < timedelta(seconds=terms.per_author.seconds)
    return Reason.PER_AUTHOR if lately and history.likes + history.comments >= terms.per_author.count else None


def _limit(action: PlannedAction, terms: Terms, situation: Situation, ruleset: RuleSet) -> Reason | None:
    """The limit is for what is done by itself; a proposal is counted when somebody agrees to it."""
    if terms.mode is not Mode.AUTO:
        return None
    kind = LIMIT_CLASS[action.kind]
    limit = ruleset.limits[kind]
    return Reason.LIMIT if situation.used.get(kind, 0) >= limit.per_hour - limit.keep_for_chat else None


_ON_THE_NETWORK: tuple[_Question, ...] = (_never, _muted, _own, _human, _age, _schedule, _per_author, _limit)
_IN_THE_CHAT: tuple[_Question, ...] = (_schedule,)


def _history(situation: Situation) -> History | None:
    history = situation.facts.history
    return None if isinstance(history, Unknown) else history


def _when_limited(action: PlannedAction, terms: Terms) -> WhenLimited:
    return terms.when_limited or (WhenLimited.DEFER if action.kind in DECISIONS else WhenLimited.DROP)
