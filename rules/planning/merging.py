"""Rules that want the same get it once, and all are credited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.details import MarkDetail, RememberDetail
from domain.events import NewMedia
from domain.plans import LIMIT_CLASS, ActionKind, PlannedAction, Reason
from rules.actions import Marking, Remembering
from rules.options import OnError
from rules.planning.wishes import ON_PHOTO, target_of
from rules.reasons import because

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.details import Detail
    from domain.plans import Suppressed
    from domain.terms import Terms
    from rules.planning.wishes import Bid, Settled
    from rules.ruleset import Rule
    from rules.subject import Subject


def of(bids: Iterable[Bid], *kinds: ActionKind) -> list[Bid]:
    """The wishes of these kinds."""
    return [bid for bid in bids if bid.kind in kinds]


def merged(
    bids: Sequence[Bid], subject: Subject, *, text: str | None = None, detail: Detail | None = None
) -> PlannedAction:
    """One action for all, as far as the boldest of the rules may go, and no later than that one says."""
    mode = max(bid.mode for bid in bids)
    ages = [bid.rule.max_age.total_seconds() for bid in bids if bid.mode is mode]
    return PlannedAction(
        kind=bids[0].kind,
        target=target_of(bids[0].action, subject),
        mode=mode,
        rules=tuple(bid.rule.ref for bid in bids),
        because=because([(bid.rule.when, bid.finding) for bid in bids], subject),
        text=text,
        max_age_seconds=min(ages) if bids[0].kind in ON_PHOTO else None,
        terms=tuple(bid.terms for bid in bids),
        detail=detail,
    )


def plain(bids: Sequence[Bid], subject: Subject) -> Settled:
    """What needs no more than to be merged."""
    fresh, stale = by_age(bids, subject)
    return (merged(fresh, subject),) if fresh else (), stale


def kept(bids: Iterable[Bid], subject: Subject) -> Settled:
    """What is put on lists and events: once for each list, for as long as any rule wants, and for each word."""
    found: dict[Detail, list[Bid]] = {}
    for bid in bids:
        match bid.action:
            case Remembering(list=name):
                found.setdefault(RememberDetail(list=name, seconds=None), []).append(bid)
            case Marking(label=label):
                found.setdefault(MarkDetail(label=label), []).append(bid)
    actions = (merged(alike, subject, detail=_lasting(detail, alike)) for detail, alike in found.items())
    return tuple(actions), ()


def by_age(bids: Sequence[Bid], subject: Subject) -> tuple[Sequence[Bid], tuple[Suppressed, ...]]:
    """The wishes for a photo of this age, so that a rule with a narrow limit does not spoil another's.

    When it is too old for all of them, all are kept: the guard before the action refuses, and says so.
    """
    event = subject.event
    if not isinstance(event, NewMedia) or any(bid.kind not in ON_PHOTO for bid in bids):
        return bids, ()
    age = subject.now - event.media.created_at
    fresh = [bid for bid in bids if age <= bid.rule.max_age]
    if not fresh:
        return bids, ()
    note = "the photo is older than max_age of this rule"
    stale = (bid for bid in bids if age > bid.rule.max_age)
    return fresh, tuple(bid.suppressed(subject, Reason.AGE, note) for bid in stale)


def in_order(actions: Iterable[PlannedAction], rules: Mapping[str, Rule]) -> tuple[PlannedAction, ...]:
    """The actions, each with what its rules want done before it and what can fail."""
    planned = tuple(actions)
    if len({action.kind for action in planned}) < 2:  # noqa: PLR2004 - an order is one of several
        return planned
    credited = {(rule.id, action.kind) for action in planned for rule in action.rules}

    def with_order(kind: ActionKind, terms: Terms) -> Terms:
        before = preceding(rules[terms.rule.id], kind)
        after = tuple(one for one in before if one in LIMIT_CLASS and (terms.rule.id, one) in credited)
        return replace(terms, after=after) if after else terms

    return tuple(
        replace(action, terms=tuple(with_order(action.kind, terms) for terms in action.terms)) for action in planned
    )


def preceding(rule: Rule, kind: ActionKind) -> tuple[ActionKind, ...]:
    """What a rule wants done before: without that, it does not want this, unless it says `on_error: continue`."""
    if rule.on_error is OnError.CONTINUE or len(rule.actions) == 1:
        return ()
    kinds = [action.kind for action in rule.actions]
    return tuple(kinds[: kinds.index(kind)]) if kind in kinds else ()


def _lasting(detail: Detail, bids: Iterable[Bid]) -> Detail:
    if not isinstance(detail, RememberDetail):
        return detail
    lengths = [bid.action.length for bid in bids if isinstance(bid.action, Remembering)]
    known = [length.total_seconds() for length in lengths if length is not None]
    return replace(detail, seconds=max(known) if len(known) == len(lengths) else None)
