"""Rules that want the opposite of each other: an error in the log, once for each pair, as one has to be mended."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from domain.plans import OPPOSITES, ActionKind, Reason

if TYPE_CHECKING:
    from domain.plans import Plan, RuleRef, Suppressed

LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Clashes:
    """What was told is kept in mind only. A rule that was changed since is another one."""

    _told: set[frozenset[tuple[ActionKind, tuple[RuleRef, ...]]]] = field(init=False, default_factory=set)

    def tell(self, plan: Plan) -> None:
        """Log what a plan leaves undone because its opposite is wanted, too."""
        clashing = [one for one in plan.suppressed if one.reason is Reason.CONFLICT]
        for one, other in combinations(clashing, 2):
            if frozenset({one.kind, other.kind}) in OPPOSITES:
                self._tell(one, other, plan)

    def _tell(self, one: Suppressed, other: Suppressed, plan: Plan) -> None:
        pair = frozenset({(one.kind, one.rules), (other.kind, other.rules)})
        if pair in self._told:
            return
        self._told.add(pair)
        LOGGER.error(
            "%s would %s and %s would %s, which is the opposite: neither is done. Change one of the rules.",
            _names(one),
            one.kind,
            _names(other),
            other.kind,
            extra={"event_key": plan.event},
        )


def _names(one: Suppressed) -> str:
    return " and ".join(rule.id for rule in one.rules)
