"""Judging again: numbers grow, captions are edited, and what could not be loaded may be loadable later."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.plans import Mode
from domain.verdicts import Verdict

if TYPE_CHECKING:
    from datetime import datetime

    from domain.verdicts import Judgement
    from rules.ruleset import Rule, RuleSet
    from storage.cases import Case

STALE_AFTER = timedelta(minutes=1)
"""A photo that was loaded longer ago is loaded anew when it is judged again."""


@dataclass(kw_only=True, slots=True)
class Timetable:
    """Says when an event is judged again. Of thousands of rules, few ask for it: they are picked once."""

    _version: str | None = field(init=False, default=None)
    _rules: tuple[Rule, ...] = field(init=False, default=())

    def next_at(self, ruleset: RuleSet, case: Case, judgement: Judgement, now: datetime) -> datetime | None:
        """The next moment that a rule asks for which has something to win by it; None: there is none.

        Such is a rule that did not match, and one whose proposal may still be waiting when the photo is edited.
        """
        if self._version != ruleset.version:
            self._version = ruleset.version
            self._rules = tuple(rule for rule in ruleset.rules if rule.enabled and rule.recheck)
        matched = {said.rule.id for said in judgement.verdicts if said.finding.verdict is Verdict.YES}
        moments = (
            case.event.first_seen_at + after
            for rule in self._rules
            if rule.trigger.wakes(case.event) and (rule.ref.id not in matched or rule.mode is Mode.ASK)
            for after in rule.recheck
        )
        return min((moment for moment in moments if moment > now), default=None)


def is_stale(case: Case, now: datetime) -> bool:
    """Whether an event that was judged before must be looked at anew."""
    return bool(case.grounds) and case.grounds[-1].at <= now - STALE_AFTER


def under(judgement: Judgement, ceiling: Mode | None) -> Judgement:
    """The judgement with no action that goes further than the ceiling."""
    if ceiling is None:
        return judgement
    actions = tuple(
        replace(
            action,
            mode=min(action.mode, ceiling),
            terms=tuple(replace(terms, mode=min(terms.mode, ceiling)) for terms in action.terms),
        )
        for action in judgement.plan.actions
    )
    return replace(judgement, plan=replace(judgement.plan, actions=actions))
