"""What a rule can be found by: a term that says no to almost every event, and the keys under which that shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from rules.matching.checks import is_shared
from rules.matching.grid import cells_of
from rules.matching.terms import Brought, Either
from rules.values.choices import ID, Is, OneOf
from rules.values.kinds import Aspect, Exists
from rules.values.numbers import Between, Compared
from rules.values.people import Listed
from rules.values.places import Near
from rules.values.regexes import Regex
from rules.values.sets import Members, Overlap
from rules.values.texts import Part, Pieces, Quantity, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from rules.matching.terms import Term
    from rules.matching.views import View, Views
    from rules.values.kinds import Check


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """One lookup: what it looks at, and how it takes keys from that."""

    view: View
    by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """Keys of which an event that the rule could meet has at least one."""

    keys: tuple[tuple[Way, Hashable], ...]
    settles: bool
    """Whether the term holds wherever a key is found, and need not be asked any more."""
    weight: float
    """How often it is expected to be found in vain, in no unit."""


_ORDERED = frozenset("<≤>≥")
_VAGUE = 50.0
"""One of a few words, such as a type, is what many photos have."""
_COSTLY = 20.0
"""What is not loaded yet finds all rules, so free questions are much better."""
_PAIR = 2
_SHORT = 3
"""A word or a piece of a text up to this long stands in many texts."""


def anchor(term: Term, views: Views) -> Anchor | None:
    """By what a rule with this term can be found; `None`: by nothing."""
    if isinstance(term, Either):
        return _any_of([best(branch, views) for branch in term.branches])
    if isinstance(term, Brought):
        return None
    test = term.test
    if term.negated or isinstance(test.check, Exists):
        return None
    found = _of_check(test.check, views.value(test.field), views)
    if found is None:
        return None
    vague = type(test.check) is OneOf and test.field.kind is not ID
    if not test.costs and not vague:
        return found
    return replace(found, weight=found.weight * (_COSTLY if test.costs else 1) * (_VAGUE if vague else 1))


def best(terms: Iterable[Term], views: Views) -> Anchor | None:
    """The anchor of the most telling of several terms."""
    found = (anchor(term, views) for term in terms)
    return min((one for one in found if one is not None), key=_weight, default=None)


def _any_of(anchors: Sequence[Anchor | None]) -> Anchor | None:
    known = [one for one in anchors if one is not None]
    if len(known) < len(anchors):
        return None
    keys = dict.fromkeys(chain.from_iterable(one.keys for one in known))
    return Anchor(keys=tuple(keys), settles=False, weight=sum(map(_weight, known)))


def _of_check(check: Check[Any], view: View, views: Views) -> Anchor | None:
    if type(check) is Aspect:
        if not is_shared(check):
            return None
        below = views.part(view, check)
        found = (_of_check(one, below, views) for one in check.checks)
        best_one = min((one for one in found if one is not None), key=_weight, default=None)
        return best_one and replace(best_one, settles=best_one.settles and len(check.checks) == 1)
    make = _MADE.get(type(check))
    return None if make is None else make(check, view, views)


def _keyed(view: View, by: str, keys: Iterable[Hashable], each: float, *, settles: bool = True) -> Anchor:
    ways = tuple((Way(view=view, by=by), key) for key in keys)
    return Anchor(keys=ways, settles=settles, weight=each * len(ways))


def _one_of(check: OneOf, view: View, _: Views) -> Anchor | None:
    return None if check.negated else _keyed(view, "value", check.wanted, 1.0)


def _is(check: Is, view: View, _: Views) -> Anchor:
    return _keyed(view, "value", (check.wanted,), 50.0)


def _listed(check: Listed, view: View, views: Views) -> Anchor | None:
    return None if check.negated else _keyed(views.names(view), "member", check.wanted, 1.0)


def _members(check: Members, view: View, views: Views) -> Anchor | None:
    if check.overlap is Overlap.NONE:
        return None
    wanted = sorted(check.wanted, key=_length)
    keys = wanted[-1:] if check.overlap is Overlap.ALL else wanted
    settles = check.overlap is Overlap.ANY or (check.overlap is Overlap.ALL and len(wanted) == 1)
    return _keyed(views.members(view), "member", keys, 2.0, settles=settles)


def _words(check: Words, view: View, views: Views) -> Anchor | None:
    """To look up the words of a text, and each with the next, is quicker than to scan it."""
    if check.quantity is Quantity.NONE:
        return None
    phrases = [phrase.encode().split() for phrase in check.phrases]
    if check.quantity is Quantity.ALL:
        phrases = [max(phrases, key=_telling)]
    alone = check.quantity is Quantity.ANY or len(check.phrases) == 1
    words = _keyed(views.words(view, check.folding), "member", {one[0] for one in phrases if len(one) == 1}, 4.0)
    pairs = _keyed(views.words(view, check.folding), "pair", {(one[0], one[1]) for one in phrases if one[1:]}, 2.0)
    settles = alone and all(len(one) <= _PAIR for one in phrases)
    return Anchor(keys=(*words.keys, *pairs.keys), settles=settles, weight=words.weight + pairs.weight)


def _telling(words: list[bytes]) -> tuple[int, list[bytes]]:
    return sum(map(len, words)), words


def _pieces(check: Pieces, view: View, views: Views) -> Anchor | None:
    folded = views.folded(view, check.folding)
    match check.part:
        case Part.NOWHERE:
            return None
        case Part.WHOLE:
            return _keyed(folded, "value", check.wanted, 1.0)
        case _:
            each = 4.0 if min(map(len, check.wanted)) > _SHORT else 20.0
            return _keyed(folded, "piece", check.wanted, each, settles=check.part is Part.ANYWHERE)


def _regex(check: Regex, view: View, views: Views) -> Anchor | None:
    return _keyed(views.searched(view, check.folding), "pattern", (check,), 10.0) if check.wanted else None


def _near(check: Near, view: View, views: Views) -> Anchor | None:
    cells = cells_of(check)
    if cells is None:
        return None
    return _keyed(views.point(view), "cell", cells, 8.0 / len(cells), settles=False)


def _compared(check: Compared[Any], view: View, _: Views) -> Anchor | None:
    if check.sign == "=":
        return _keyed(view, "value", (check.bound,), 5.0)
    return _keyed(view, check.sign, (check.bound,), 60.0) if check.sign in _ORDERED else None


def _between(check: Between[Any], view: View, _: Views) -> Anchor:
    return _keyed(view, "≥", (check.low,), 60.0, settles=False)


def _length(word: str) -> tuple[int, str]:
    return len(word), word


def _weight(found: Anchor) -> float:
    return found.weight


_MADE: Mapping[type, Callable[[Any, View, Views], Anchor | None]] = {
    OneOf: _one_of,
    Is: _is,
    Listed: _listed,
    Members: _members,
    Words: _words,
    Pieces: _pieces,
    Regex: _regex,
    Near: _near,
    Compared: _compared,
    Between: _between,
}
"""By class, exactly: a class that is not known here may mean something else."""
