"""Conditions in one shape: a list of terms that must all hold, each a question about a field or a choice of lists."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from rules.conditions import Always, Group, Join

if TYPE_CHECKING:
    from domain.sources import Source
    from rules.conditions import Condition
    from rules.fields.field import AnyTest


@dataclass(frozen=True, kw_only=True, slots=True)
class Single:
    """One question about one field, or its opposite."""

    test: AnyTest
    negated: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Either:
    """One of several lists must hold. With no list at all, nothing ever does."""

    branches: tuple[Terms, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """One of some lists must have brought the photo."""

    sources: frozenset[Source]


Term: TypeAlias = Single | Either | Brought
Terms: TypeAlias = tuple[Term, ...]


def terms(condition: Condition, *, negated: bool = False) -> Terms:
    """The terms that together say the same as a condition, or as its opposite. Three-valued logic allows as much."""
    if isinstance(condition, Always):
        return (Either(branches=()),) if negated else ()
    if not isinstance(condition, Group):
        return (Single(test=condition, negated=negated),)
    inverts = negated is not (condition.join is Join.NONE)
    parts = tuple([terms(part, negated=inverts) for part in condition.parts])
    if negated is (condition.join is Join.ANY):
        return tuple(chain.from_iterable(parts))
    return _either(parts)


def _either(branches: tuple[Terms, ...]) -> Terms:
    if () in branches:
        return ()
    return branches[0] if len(branches) == 1 else (Either(branches=branches),)
