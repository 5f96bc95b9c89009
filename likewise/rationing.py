"""What limits leave of what rules want: a reckoning for reports, over moments of the past or of now.

It knows neither distances between actions nor the first days of an account, and takes everything that rules want for
done, as if each proposal had been approved.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from domain.plans import LIMIT_CLASS, LimitClass, Reason
from likewise.guarding import guard_of
from rules.testing.case import Situation

if TYPE_CHECKING:
    from datetime import datetime

    from domain.plans import PlannedAction
    from domain.terms import Rate, Terms
    from rules.ruleset import RuleSet
    from rules.testing.running import Guard
    from storage.archive import Sight

_HOUR = 3_600.0
_DAY = 86_400.0
_MANY = 4_096
"""So many moments are worth a look at which of them still count."""


class Window:
    """When something was done, for limits that look back over a span."""

    def __init__(self) -> None:
        self._moments: list[float] = []
        self._longest = 0.0

    def count(self, at: float, seconds: float) -> int:
        """How often it was done in the span before a moment."""
        self._longest = max(self._longest, seconds)
        return bisect_right(self._moments, at) - bisect_right(self._moments, at - seconds)

    def add(self, at: float) -> None:
        """It was done at this moment. Moments may come a little out of order."""
        insort(self._moments, at)
        if len(self._moments) > _MANY:
            # Twice the span: what is looked at again comes late, and its own past is asked for then.
            del self._moments[: bisect_right(self._moments, self._moments[-1] - 2 * self._longest)]


@dataclass(kw_only=True, slots=True)
class Rations:
    """Counts what goes through, and says why the rest does not."""

    ruleset: RuleSet
    _guard: Guard = field(init=False)
    _of_class: defaultdict[LimitClass, Window] = field(init=False, default_factory=lambda: defaultdict(Window))
    _of_rule: defaultdict[str, Window] = field(init=False, default_factory=lambda: defaultdict(Window))
    _of_person: defaultdict[tuple[str, str], Window] = field(init=False, default_factory=lambda: defaultdict(Window))

    def __post_init__(self) -> None:
        self._guard = guard_of(self.ruleset)

    def book(self, limit: LimitClass, at: datetime) -> None:
        """Something of a class was done."""
        self._of_class[limit].add(at.timestamp())

    def take(self, action: PlannedAction, sight: Sight) -> Reason | None:
        """Why an action is held back; None: it is done, and counts. What writes nothing is never held back."""
        limit = LIMIT_CLASS.get(action.kind)
        if limit is None:
            return None
        reasons = [self._objection(action, terms, sight) for terms in action.terms]
        # One rule's leave is enough; else the reason of the first counts.
        reason = None if None in reasons or not reasons else reasons[0]
        if reason is None and not self._has_room(limit, sight.at.timestamp()):
            reason = Reason.LIMIT
        if reason is None:
            self._count(action, sight)
        return reason

    def _objection(self, action: PlannedAction, terms: Terms, sight: Sight) -> Reason | None:
        rule, person, moment = terms.rule.id, sight.event.person.id, sight.at.timestamp()
        # The rates are reckoned here, as the guard of tests knows no past but what a test tells.
        situation = Situation(event=sight.event, facts=sight.facts, now=sight.at, used={})
        said = self._guard(action, replace(terms, per_author=None), situation)
        if isinstance(said, Reason):
            return said
        if _is_full(self._of_person[rule, person], terms.per_author, moment):
            return Reason.PER_AUTHOR
        return Reason.LIMIT if _is_full(self._of_rule[rule], terms.limit, moment) else None

    def _has_room(self, limit: LimitClass, moment: float) -> bool:
        window, most = self._of_class[limit], self.ruleset.limits[limit]
        hourly = most.per_hour - most.keep_for_chat
        return window.count(moment, _HOUR) < hourly and window.count(moment, _DAY) < most.per_day

    def _count(self, action: PlannedAction, sight: Sight) -> None:
        moment = sight.at.timestamp()
        self._of_class[LIMIT_CLASS[action.kind]].add(moment)
        for terms in action.terms:
            if terms.limit is not None:
                self._of_rule[terms.rule.id].add(moment)
            if terms.per_author is not None:
                self._of_person[terms.rule.id, sight.event.person.id].add(moment)


def _is_full(window: Window, rate: Rate | None, moment: float) -> bool:
    return rate is not None and window.count(moment, rate.seconds) >= rate.count
