"""Within which bounds a rule acts, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.plans import Mode
from domain.terms import Rate, WhenLimited
from rules.actions import Plain, Remark
from rules.options import OnConflict, OnError, OnUnknown, Outside, Stop
from rules.values.numbers import spoken
from rules.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rules.ruleset import Rule

_OUTSIDE = {
    Outside.DROP: "only during “{}”",
    Outside.DEFER: "outside “{}” it waits",
    Outside.ASK: "outside “{}” you are asked",
}
_WHEN_LIMITED = {
    WhenLimited.DROP: "what a limit has no room for is dropped",
    WhenLimited.DEFER: "what a limit has no room for waits",
    WhenLimited.ASK: "what a limit has no room for is asked about",
}
_STOP = {
    Stop.GROUP: "the rest of its group is then left out",
    Stop.ALL: "all rules below are then left out",
}
_ON_CONFLICT = {
    OnConflict.STRICTEST: "of rules with the same rank the strictest decides",
    OnConflict.FIRST: "of rules with the same rank the first decides",
}


def provisos(rule: Rule) -> Iterator[str]:
    """Everything that is not as usual, a clause each."""
    if rule.fallback:
        yield "only when no other rule does"
    if rule.active is not None:
        yield _OUTSIDE[rule.outside].format(rule.active.name)
    if rule.veto_window is not None and rule.mode is Mode.AUTO:
        yield f"you have {spoken(rule.veto_window)} to cancel"
    yield from _bounds(rule)
    yield from _doubts(rule)
    if rule.include_self:
        yield "your own photos are no exception"
    if rule.stop in _STOP:
        yield _STOP[rule.stop]


def _bounds(rule: Rule) -> Iterator[str]:
    if rule.limit is not None:
        yield f"at most {_rate(rule.limit)}"
    if rule.per_author is not None:
        yield f"at most {_rate(rule.per_author)} for each person"
    own = (action.when_limited for action in rule.actions if isinstance(action, Plain | Remark))
    limited = dict.fromkeys(wanted for wanted in (*own, rule.when_limited) if wanted is not None)
    yield from (_WHEN_LIMITED[wanted] for wanted in [*limited][:1])


def _doubts(rule: Rule) -> Iterator[str]:
    if rule.recheck:
        yield f"looked at again after {listed([spoken(after) for after in rule.recheck], 'and', len(rule.recheck))}"
    if rule.on_unknown is OnUnknown.ASK:
        yield "you are asked when it cannot be told"
    if rule.on_conflict in _ON_CONFLICT:
        yield _ON_CONFLICT[rule.on_conflict]
    if rule.on_error is OnError.CONTINUE:
        yield "it goes on when something fails"


def _rate(rate: Rate) -> str:
    return f"{rate.count} in {spoken(timedelta(seconds=rate.seconds))}"
