"""When two questions cannot both be answered with yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rules.lint.tests import certain
from rules.values.choices import Is, OneOf
from rules.values.kinds import Aspect, Exists
from rules.values.numbers import Between, Compared
from rules.values.people import Listed
from rules.values.sets import Members, Overlap
from rules.values.texts import Quantity, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rules.fields.field import AnyTest
    from rules.ruleset import Rule

_LAST_HOUR = 23.0


class _Span(NamedTuple):
    """The amounts that satisfy a question. An end that is `None` is open."""

    low: object = None
    low_in: bool = True
    high: object = None
    high_in: bool = True


def contradiction(tests: Iterable[AnyTest]) -> tuple[AnyTest, AnyTest] | None:
    """Two of the questions that exclude each other."""
    asked: dict[str, list[AnyTest]] = {}
    for test in tests:
        for other in asked.setdefault(test.field.name, []):
            if _exclude(other.check, test.check) or _exclude(test.check, other.check):
                return other, test
        asked[test.field.name].append(test)
    return None


def exclusive(one: Rule, other: Rule) -> bool:
    """Whether no event can match both rules, as far as that can be told."""
    return contradiction((*certain(one.when), *certain(other.when))) is not None


def impossible(test: AnyTest) -> bool:
    """Whether an amount is asked for that the field cannot have."""
    asked = test.check.checks if isinstance(test.check, Aspect) else (test.check,)
    last_hour = _LAST_HOUR if test.field.name == "clock.hour" else None
    possible = _Span(low=0.0, high=last_hour)
    amounts = (_span(check) for check in asked if isinstance(_bound(check), float))
    return any(_ends_before(span, possible) or _ends_before(possible, span) for span in amounts)


def _bound(check: object) -> object:
    match check:
        case Between(low=bound) | Compared(bound=bound):
            return bound
    return None


def _exclude(one: object, other: object) -> bool:
    return any(rule(one, other) for rule in (_absent, _choices, _people, _sets, _words, _amounts))


def _absent(one: object, other: object) -> bool:
    match one, other:
        case Exists(wanted=False), (Exists(wanted=True) | Compared() | Between() | OneOf(negated=False)):
            return True
    return False


def _choices(one: object, other: object) -> bool:
    match one, other:
        case Is(wanted=True), Is(wanted=False):
            return True
        case OneOf(wanted=wanted, negated=False), OneOf(wanted=others, negated=negated):
            return wanted <= others if negated else wanted.isdisjoint(others)
    return False


def _people(one: object, other: object) -> bool:
    match one, other:
        case Listed(wanted=wanted, negated=False), Listed(wanted=others, negated=True):
            return wanted <= others
    return False


def _sets(one: object, other: object) -> bool:
    match one, other:
        case Members(overlap=Overlap.ANY | Overlap.ONLY, wanted=wanted), Members(overlap=Overlap.NONE, wanted=others):
            return wanted <= others
        case Members(overlap=Overlap.ALL, wanted=wanted), Members(overlap=Overlap.NONE, wanted=others):
            return not wanted.isdisjoint(others)
    return False


def _words(one: object, other: object) -> bool:
    match one, other:
        case Words() as wanted, Words(quantity=Quantity.NONE) as unwanted:
            return _no_word_left(wanted, unwanted)
    return False


def _amounts(one: object, other: object) -> bool:
    match one, other:
        case ((Compared() | Between()), (Compared() | Between())):
            return _ends_before(_span(one), _span(other)) or _ends_before(_span(other), _span(one))
    return False


def _no_word_left(wanted: Words, unwanted: Words) -> bool:
    if wanted.folding != unwanted.folding or wanted.quantity is Quantity.NONE:
        return False
    excluded = [any(bad in phrase for bad in unwanted.phrases) for phrase in wanted.phrases]
    return all(excluded) if wanted.quantity is Quantity.ANY else any(excluded)


def _span(check: object) -> _Span:
    match check:
        case Between(low=low, high=high):
            return _Span(low=low, high=high)
        case Compared(sign="=", bound=bound):
            return _Span(low=bound, high=bound)
        case Compared(sign="<" | "≤" as sign, bound=bound):
            return _Span(high=bound, high_in=sign == "≤")
        case Compared(sign=">" | "≥" as sign, bound=bound):
            return _Span(low=bound, low_in=sign == "≥")
    return _Span()


def _ends_before(one: _Span, other: _Span) -> bool:
    if one.high is None or other.low is None:
        return False
    below: bool = one.high < other.low  # type: ignore[operator]  # both of one field, so of one type
    return below or (one.high == other.low and not (one.high_in and other.low_in))
