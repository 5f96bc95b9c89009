"""Whom a rule can reach, as far as that can be said before anything happened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, TypeAlias

from domain.people import Incoming, Outgoing
from domain.sources import SourceKind
from rules.conditions import Group, Join
from rules.fields.field import FieldTest
from rules.triggers import NAMED, OWN, OnNewMedia
from rules.values.choices import OneOf
from rules.values.people import SELF, Listed

if TYPE_CHECKING:
    from domain.sources import Source
    from rules.conditions import Condition
    from rules.ruleset import Rule
    from rules.triggers import RuleTrigger

People: TypeAlias = "frozenset[str] | None"

_PERSON = frozenset({"author", "requester", "comment.author"})
"""The fields for whom an event is about."""
_TIES = {"outgoing": frozenset({Outgoing.FOLLOWS.value}), "incoming": frozenset({Incoming.FOLLOWED_BY.value})}
"""The answers that make somebody no stranger, by the last part of the field's name."""
_OWN_CHOICE = frozenset({SourceKind.USER, SourceKind.FEED})
"""Lists of photos by people whom the owner named or follows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """The people whom a rule can meet."""

    people: People
    """All of them, as the rules name people; `None`: anybody."""
    tied: bool
    """Whether each has a tie to the owner: they follow one another, or the owner named them."""

    @classmethod
    def of(cls, rule: Rule) -> Reach:
        """The reach of a rule."""
        found, asked = _sources(rule.trigger), _asked(rule.when)
        return cls(people=_both(found.people, asked.people), tied=found.tied or asked.tied)

    @property
    def by_id(self) -> bool:
        """Whether it knows everybody by an id, which nobody else can take over."""
        return self.people is not None and all(name.startswith("id:") for name in self.people)

    def meets(self, other: Reach) -> bool:
        """Whether somebody may be within both. Somebody's id and somebody's username may be the same person's."""
        if self.people is None or other.people is None:
            return True
        kinds = {name.startswith("id:") for name in self.people | other.people}
        return len(kinds) > 1 or not self.people.isdisjoint(other.people)


_ANYBODY = Reach(people=None, tied=False)


def _sources(trigger: RuleTrigger) -> Reach:
    if not isinstance(trigger, OnNewMedia):
        return _ANYBODY
    kinds = {source.kind for source in trigger.sources}
    people = frozenset(_named(source) for source in trigger.sources) if kinds <= {SourceKind.USER} else None
    return Reach(people=people, tied=kinds <= _OWN_CHOICE)


def _named(source: Source) -> str:
    if source.value == OWN:
        return SELF
    return source.value.removeprefix(NAMED) if source.value.startswith(NAMED) else f"id:{source.value}"


def _asked(condition: Condition) -> Reach:
    match condition:
        case Group(parts=()):
            return _ANYBODY
        case Group(join=Join.ALL, parts=parts):
            reaches = [_asked(part) for part in parts]
            people = reduce(_both, [reach.people for reach in reaches])
            return Reach(people=people, tied=any(reach.tied for reach in reaches))
        case Group(join=Join.ANY, parts=parts):
            reaches = [_asked(part) for part in parts]
            people = reduce(_either, [reach.people for reach in reaches])
            return Reach(people=people, tied=all(reach.tied for reach in reaches))
        case FieldTest(field=field, check=Listed(wanted=wanted, negated=False)) if field.name in _PERSON:
            return Reach(people=wanted, tied=True)
        case FieldTest(field=field, check=OneOf(wanted=wanted, negated=False)):
            return Reach(people=None, tied=wanted <= _TIES.get(field.name.rpartition(".")[2], frozenset()))
    return _ANYBODY


def _both(one: People, other: People) -> People:
    """Who is left when both must hold. An id and a username may be the same person's, so the shorter one, whole."""
    if one is None or other is None:
        return one if other is None else other
    return min(one, other, key=len)


def _either(one: People, other: People) -> People:
    return None if one is None or other is None else one | other
