"""Whose turn it is: `stop`, `active`, `fallback`, and what chance leaves out."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from domain.events import FollowRequest
from domain.plans import DECISIONS, ActionKind, Mode, Note, Reason
from domain.verdicts import Verdict
from rules.options import Stop
from rules.planning.chance import missed
from rules.planning.hours import hours
from rules.planning.wishes import Bid, seed_of, suppressed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo

    from domain.plans import PlannedAction, Suppressed
    from rules.planning.hours import Hours
    from rules.planning.wishes import Wish
    from rules.ruleset import Rule
    from rules.subject import Subject

ANSWERS = DECISIONS | {ActionKind.DECIDE}
"""What makes up an owner's mind about an event, or asks for it."""
_BOOKKEEPING = frozenset({ActionKind.REMEMBER, ActionKind.MARK})


@dataclass(kw_only=True, slots=True)
class Turns:
    """Which wishes stand, and what became of the others."""

    subject: Subject
    zone: tzinfo
    bids: list[Bid] = field(default_factory=list)
    """The highest rank first; of equal ones, fallbacks last."""
    suppressed: list[Suppressed] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    waiting: list[list[Wish]] = field(default_factory=list)
    """Rules that come into it when no other does anything."""

    def first(self, wishes: Iterable[Wish]) -> None:
        """Sort out what comes in the order of rank, all but the fallbacks."""
        cutters: list[Rule] = []
        for _, group in groupby(wishes, key=lambda wish: wish.rule.ref.id):
            wished = [*group]
            if self._is_cut(wished[0].rule, cutters):
                continue
            if wished[0].rule.fallback:
                self.waiting.append(wished)
            elif self._stand(wished):
                cutters.append(wished[0].rule)

    def second(self, planned: Sequence[PlannedAction]) -> None:
        """Sort out the fallbacks, given what all other rules want."""
        cutters: list[Rule] = []
        for wished in self.waiting:
            rule = wished[0].rule
            if not self._is_cut(rule, cutters) and not self._is_needless(rule, planned) and self._stand(wished):
                cutters.append(rule)
        self.bids.sort(key=lambda bid: bid.rule.rank, reverse=True)

    def _stand(self, wishes: Sequence[Wish]) -> bool:
        """Take in a rule; whether it may cut others, as a rule may that says so and matches within its hours."""
        rule = wishes[0].rule
        now = hours(rule, self.subject.now, self.zone)
        if now.closed is not None:
            self._drop(wishes, Reason.SCHEDULE, now.closed)
            return False
        self.bids.extend(bid for wish in wishes for bid in self._bid(wish, now))
        return rule.stop is not Stop.NONE and wishes[0].finding.verdict is Verdict.YES

    def _is_cut(self, rule: Rule, cutters: Sequence[Rule]) -> bool:
        cutter = next((above for above in cutters if _cuts(above, rule)), None)
        if cutter is not None:
            self.notes.append(Note(rule=rule.ref, kind=None, text=f"cut by {cutter.ref.id}"))
        return cutter is not None

    def _is_needless(self, rule: Rule, planned: Sequence[PlannedAction]) -> bool:
        """Whether another rule has done what this one waits for. To watch is not to do, but for one that watches."""
        request = isinstance(self.subject.event, FollowRequest)
        for action in planned:
            counts = action.kind in ANSWERS if request else action.kind not in _BOOKKEEPING
            if counts and (action.mode is not Mode.WATCH or rule.mode is Mode.WATCH):
                text = f"not needed: {action.rules[0].id} wants {action.kind}"
                self.notes.append(Note(rule=rule.ref, kind=None, text=text))
                return True
        return False

    def _bid(self, wish: Wish, now: Hours) -> Iterator[Bid]:
        rule, action, unsure = wish.rule, wish.action, wish.finding.verdict is Verdict.UNKNOWN
        why_not = None if action.chance >= 1 else missed(action, seed_of(rule, self.subject))
        if why_not is not None:
            self.notes.append(Note(rule=rule.ref, kind=action.kind, text=why_not))
        elif unsure and action.kind in _BOOKKEEPING:
            note = f"{rule.ref.id} cannot tell whether it matches, and of that nothing is kept"
            self._drop([wish], Reason.UNKNOWN, note)
        else:
            asks = unsure or now.asks or action.kind is ActionKind.DECIDE
            mode = min(rule.mode, Mode.ASK) if asks else rule.mode
            yield Bid(rule, action, wish.finding, mode, now.not_before)

    def _drop(self, wishes: Iterable[Wish], reason: Reason, note: str) -> None:
        self.suppressed.extend(suppressed(wish.rule, wish.action, self.subject, reason, note) for wish in wishes)


def _cuts(above: Rule, rule: Rule) -> bool:
    """Whether a match of the one leaves the other out. Who only watches is in nobody's way who acts."""
    if above.mode is Mode.WATCH and rule.mode is not Mode.WATCH:
        return False
    return above.stop is Stop.ALL or (
        above.stop is Stop.GROUP and above.group is not None and above.group == rule.group
    )
