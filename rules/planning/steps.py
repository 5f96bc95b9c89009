"""The plan for one event, step by step."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC
from typing import TYPE_CHECKING

from domain.plans import ActionKind, Plan, Reason
from rules.planning.comments import comments
from rules.planning.decisions import decisions
from rules.planning.merging import in_order, kept, of, plain, preceding
from rules.planning.notices import notices
from rules.planning.opposites import without_opposites
from rules.planning.turns import ANSWERS, Turns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from domain.plans import Suppressed
    from rules.planning.wishes import Bid, Settled, Wish
    from rules.subject import Subject

_PLAIN = (
    ActionKind.LIKE,
    ActionKind.UNLIKE,
    ActionKind.DELETE_COMMENT,
    ActionKind.FOLLOW,
    ActionKind.UNFOLLOW,
)
_ORDER = tuple(ActionKind)


def plan(wishes: Sequence[Wish], subject: Subject, zone: tzinfo = UTC) -> Plan:
    """The plan for one event. `wishes` come in the order of rank, those of one rule together.

    A wish whose finding is UNKNOWN becomes a question. A rule that only watches never takes anything from one that
    acts. Schedules are read in `zone`.
    """
    if not wishes:
        return Plan(event=subject.event.key)
    turns = Turns(subject=subject, zone=zone)
    turns.first(wishes)
    actions, suppressed = _settled(turns.bids, subject)
    if turns.waiting:
        turns.second(actions)
        actions, suppressed = _settled(turns.bids, subject)
    rules = {bid.rule.ref.id: bid.rule for bid in turns.bids}
    return Plan(
        event=subject.event.key,
        actions=in_order(sorted(actions, key=lambda action: _ORDER.index(action.kind)), rules),
        suppressed=(*turns.suppressed, *suppressed),
        notes=tuple(turns.notes),
    )


def _settled(bids: Sequence[Bid], subject: Subject) -> Settled:
    """What all of them together come to."""
    ordered = sorted(bids, key=lambda bid: not bid.acts)
    decided = decisions(of(ordered, *ANSWERS), subject)
    open_still, pointless = _after_defeat(ordered, decided, subject)
    alike: defaultdict[ActionKind, list[Bid]] = defaultdict(list)
    for bid in open_still:
        alike[bid.kind].append(bid)
    parts = (
        decided,
        *(plain(alike[kind], subject) for kind in _PLAIN),
        *(comments(alike[kind], subject) for kind in (ActionKind.COMMENT, ActionKind.REPLY)),
        notices(alike[ActionKind.NOTIFY], subject),
        kept(of(open_still, ActionKind.REMEMBER, ActionKind.MARK), subject),
    )
    actions, clashing = without_opposites([action for done, _ in parts for action in done])
    return actions, (*(one for _, dropped in parts for one in dropped), *pointless, *clashing)


def _after_defeat(
    bids: Sequence[Bid], decided: Settled, subject: Subject
) -> tuple[list[Bid], tuple[Suppressed, ...]]:
    """The wishes but for those behind a decision that is not taken: nobody is told of what is not done."""
    done = {(rule.id, action.kind) for action in decided[0] for rule in action.rules}
    stands: list[Bid] = []
    pointless: list[Suppressed] = []
    for bid in bids:
        before = preceding(bid.rule, bid.kind)
        lost = next((kind for kind in before if kind in ANSWERS and (bid.rule.ref.id, kind) not in done), None)
        if lost is None:
            stands.append(bid)
        else:
            note = f"it comes after {lost}, which is not decided"
            pointless.append(bid.suppressed(subject, Reason.CONFLICT, note))
    return stands, tuple(pointless)
