"""What is said in public: once for each photo, and once for each comment that is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from domain.details import CommentDetail
from domain.plans import ActionKind, PlannedAction, Reason
from rules.actions import Remark
from rules.comment_rules import objection
from rules.planning.merging import by_age, merged
from rules.planning.wishes import seed_of
from rules.templates import draw

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rules.planning.wishes import Bid, Settled
    from rules.subject import Subject
    from rules.templates import Template

_ROUNDS = 4
"""How often each variant is filled with other words, should it have any."""
_MOST = 8
"""Nobody needs more wordings to choose from for one comment."""
Draft: TypeAlias = "tuple[str, str | None]"
"""A comment, and why it cannot be said."""


def comments(bids: Sequence[Bid], subject: Subject) -> Settled:
    """The first that can be said; all others give way to it."""
    fresh, dropped = by_age(bids, subject)
    chosen: tuple[PlannedAction, ...] = ()
    for bid in fresh:
        if chosen:
            dropped = (*dropped, bid.suppressed(subject, Reason.ONE_COMMENT, _taken(chosen[0])))
            continue
        why_not, texts = _sayable(bid, subject)
        if texts:
            chosen = (merged((bid,), subject, text=texts[0], detail=_detail(bid, texts[1:])),)
        else:
            dropped = (*dropped, bid.suppressed(subject, Reason.UNKNOWN, why_not))
    return chosen, dropped


def drafts(variants: Sequence[Template], subject: Subject, seed: str, rounds: int = 1) -> Iterator[Draft]:
    """The wordings in the order in which they are to be tried, each variant as often as `rounds` says."""
    first = draw(seed, len(variants))
    for number in range(rounds):
        for variant in (*variants[first:], *variants[:first]):
            yield _draft(variant, subject, f"{seed}:{number}" if number else seed)


def _draft(template: Template, subject: Subject, seed: str) -> Draft:
    rendering = template.render(subject, seed)
    if rendering.gaps:
        return "", f"the comment needs {' and '.join(rendering.gaps)}, which is not known or not fit for a comment"
    reason = objection(rendering.text)
    return rendering.text, None if reason is None else f"the comment {reason}"


def _sayable(bid: Bid, subject: Subject) -> tuple[str, list[str]]:
    """Why the first wording cannot be said, or nothing; and all wordings that can, each once."""
    action = bid.action
    if not isinstance(action, Remark):
        return "there is no text", []
    rounds = _ROUNDS if action.avoid_repeat else 1
    found = [*drafts(action.variants, subject, seed_of(bid.rule, subject), rounds)]
    texts = dict.fromkeys(text for text, why_not in found if why_not is None)
    return found[0][1] or "", [*texts][: _MOST + 1]


def _detail(bid: Bid, others: Sequence[str]) -> CommentDetail | None:
    action = bid.action
    if not isinstance(action, Remark) or action.avoid_repeat is None:
        return None
    return CommentDetail(alternatives=tuple(others), avoid_repeat_seconds=action.avoid_repeat.total_seconds())


def _taken(winner: PlannedAction) -> str:
    if winner.kind is ActionKind.REPLY:
        return f"{winner.rules[0].id} replies already, and one comment gets one reply"
    return f"{winner.rules[0].id} comments already, and one photo gets one comment"
