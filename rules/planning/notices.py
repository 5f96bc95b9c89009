"""One message with everything that the rules have to say about an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.details import NoticeDetail, Offer, Picturing
from rules.actions import Notice
from rules.planning.comments import drafts
from rules.planning.merging import merged
from rules.planning.wishes import seed_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rules.planning.wishes import Bid, Settled
    from rules.subject import Subject

_SIZES = tuple(Picturing)
"""The largest last."""


def notices(bids: Sequence[Bid], subject: Subject) -> Settled:
    """One notice. What rules only watch is in it when no other rule speaks."""
    speaking = [bid for bid in bids if bid.acts] or bids
    said = [(bid, bid.action) for bid in speaking if isinstance(bid.action, Notice)]
    if not said:
        return (), ()
    texts = dict.fromkeys(
        notice.template.render(subject, seed_of(bid.rule, subject)).text
        for bid, notice in said
        if notice.template is not None
    )
    told = [notice for _, notice in said]
    offers = dict.fromkeys(offer for bid, notice in said for offer in _offers(bid, notice, subject))
    detail = NoticeDetail(
        picture=max((notice.picture for notice in told), key=_SIZES.index),
        offers=tuple(offers),
        group_by=next((group for notice in told if (group := _group(notice, subject)) is not None), None),
        digest_seconds=_digest(told),
    )
    return (merged(bids, subject, text="\n".join(texts) or None, detail=detail),), ()


def _offers(bid: Bid, notice: Notice, subject: Subject) -> Iterator[Offer]:
    """The buttons. A comment that cannot be said now is not offered."""
    for button in notice.buttons:
        seconds = None if button.length is None else button.length.total_seconds()
        if button.template is None:
            yield Offer(verb=button.verb, seconds=seconds)
            continue
        found = drafts((button.template, *button.others), subject, seed_of(bid.rule, subject))
        text = next((text for text, why_not in found if why_not is None), None)
        if text is not None:
            yield Offer(verb=button.verb, text=text, seconds=seconds)


def _group(notice: Notice, subject: Subject) -> str | None:
    """By what it is gathered; `None`: by nothing, since there is no such value either."""
    value = None if notice.group_by is None else notice.group_by.show(subject)
    return None if notice.group_by is None or value is None else f"{notice.group_by.name}={value}"


def _digest(told: Sequence[Notice]) -> float | None:
    """How long it may be held back: as long as all of them allow."""
    lengths = [notice.digest.total_seconds() for notice in told if notice.digest is not None]
    return min(lengths) if len(lengths) == len(told) else None
