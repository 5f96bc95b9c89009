"""The terms of what rules want, as they are now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.plans import Mode
from domain.terms import Terms
from rules.actions import Question

if TYPE_CHECKING:
    from datetime import datetime

    from domain.plans import ActionKind, PlannedAction
    from rules.ruleset import Rule, RuleSet
    from storage.actions import StoredAction


def terms_of(wish: PlannedAction) -> tuple[Terms, ...]:
    """On which terms each rule wants it. What an earlier version wrote down has one set of terms for all."""
    if wish.terms or not wish.rules:
        return wish.terms
    return tuple(Terms(rule=rule, mode=wish.mode, max_age_seconds=wish.max_age_seconds) for rule in wish.rules)


def lapses_at(action: StoredAction) -> datetime | None:
    """When nobody wants an action any more that has to wait for a person; None: what it is about does not age.

    Counted from when it was wanted, which a photo is not younger than.
    """
    ages = [terms.max_age_seconds for terms in terms_of(action.wish)]
    known = [age for age in ages if age is not None]
    return action.created_at + timedelta(seconds=max(known)) if known and len(known) == len(ages) else None


def mode_now(terms: Terms, kind: ActionKind, rules: RuleSet) -> Mode:
    """How far the rule goes about it now. One that is gone, switched off or wants it no longer goes nowhere."""
    rule = next((rule for rule in rules.rules if rule.enabled and rule.ref.id == terms.rule.id), None)
    if rule is None:
        return Mode.WATCH
    if any(action.kind is kind for action in rule.actions):
        return min(terms.mode, rule.mode)
    return terms.mode if _falls_back_to(rule, kind) else Mode.WATCH


def _falls_back_to(rule: Rule, kind: ActionKind) -> bool:
    """Whether a rule that asks says itself what holds when nobody answers."""
    return rule.mode is not Mode.WATCH and any(
        isinstance(action, Question) and action.then == kind.value for action in rule.actions
    )
