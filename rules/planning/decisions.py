"""One event gets one decision, or one question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.details import Answer, DecideDetail
from domain.plans import ActionKind, Mode, Reason
from rules.actions import Question
from rules.options import OnConflict
from rules.planning.merging import merged, of
from rules.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rules.planning.wishes import Bid, Settled
    from rules.subject import Subject

_STRICT = (ActionKind.BLOCK, ActionKind.IGNORE, ActionKind.DECIDE, ActionKind.APPROVE)
"""The strictest first. Who is asked about leaves the request as it is."""
_CAREFUL = tuple(OnConflict)


def decisions(bids: Sequence[Bid], subject: Subject) -> Settled:
    """The decision of the highest rank. What a tie comes to, the most careful of its rules says."""
    if not bids:
        return (), ()
    acting = [bid for bid in bids if bid.acts] or bids
    rank = max(bid.rule.rank for bid in acting)
    tied = [bid for bid in acting if bid.rule.rank == rank]
    if len({bid.kind for bid in tied}) == 1:
        return _won(tied[0], bids, subject)
    match min((bid.rule.on_conflict for bid in tied), key=_CAREFUL.index):
        case OnConflict.ASK:
            return _asked(tied, bids, subject)
        case OnConflict.STRICTEST:
            return _won(min(tied, key=lambda bid: _STRICT.index(bid.kind)), bids, subject)
        case OnConflict.FIRST:
            return _won(tied[0], bids, subject)


def _won(winner: Bid, bids: Sequence[Bid], subject: Subject) -> Settled:
    """What one rule wants, and all others who want the same."""
    name = winner.rule.ref.id
    note = f"{name} leaves it to you" if winner.kind is ActionKind.DECIDE else f"{name} decided: {winner.kind}"
    action = merged(of(bids, winner.kind), subject, detail=_question(winner))
    losers = (bid for bid in bids if bid.kind is not winner.kind)
    return (action,), tuple(bid.suppressed(subject, Reason.CONFLICT, note) for bid in losers)


def _asked(tied: Sequence[Bid], bids: Sequence[Bid], subject: Subject) -> Settled:
    """A question to the owner with what each of the rules wants. Unanswered, it leaves everything as it is."""
    wanted = listed([f"{bid.rule.ref.id} wants to {bid.kind}" for bid in tied], "and", len(tied))
    note = f"{wanted}, with the same priority; it is for you to decide"
    questions = [detail for bid in tied if (detail := _question(bid)) is not None]
    offered = [choice for question in questions for choice in question.choices]
    choices = [*(Answer(bid.kind) for bid in tied if bid.kind is not ActionKind.DECIDE), *offered, Answer.LEAVE]
    asking = [bid._replace(mode=min(bid.mode, Mode.ASK)) for bid in tied]
    action = replace(
        merged(asking, subject, text=note),
        kind=ActionKind.DECIDE,
        target=subject.event.key,
        detail=DecideDetail(
            choices=tuple(dict.fromkeys(choices)),
            expires_seconds=questions[0].expires_seconds if questions else None,
            then=Answer.LEAVE,
        ),
    )
    heard = {id(bid) for bid in tied}
    losers = (bid for bid in bids if id(bid) not in heard)
    return (action,), tuple(bid.suppressed(subject, Reason.CONFLICT, note) for bid in losers)


def _question(bid: Bid) -> DecideDetail | None:
    action = bid.action
    if not isinstance(action, Question):
        return None
    expires = None if action.expires is None else action.expires.total_seconds()
    return DecideDetail(choices=action.choices, expires_seconds=expires, then=action.then)
