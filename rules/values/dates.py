"""Questions about a day of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rules.problems import Flaw
from rules.syntax.scalars import scalar
from rules.syntax.spelling import shown
from rules.values.kinds import Kind, Operand, Operator
from rules.values.numbers import Between, pair
from rules.values.times import Side
from rules.wording import Phrase, Wording, listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.subject import Subject
    from rules.syntax.nodes import Node
    from rules.values.kinds import Check


@dataclass(frozen=True, kw_only=True, slots=True)
class OnDay:
    """Whether a day is among some."""

    wanted: frozenset[date]
    negated: bool

    def holds(self, value: date, subject: Subject) -> tuple[bool, str]:
        """Whether it is (or, negated, is not)."""
        del subject
        return (value in self.wanted) is not self.negated, value.isoformat()

    def seen(self, value: date, subject: Subject, wording: Wording) -> Phrase:
        """The day; that it is not another one says little."""
        del subject
        return _tell(value, wording).negative_unless(told=value in self.wanted)

    def asked(self, wording: Wording) -> Phrase:
        """The days that will do."""
        days = f"on {listed([day.isoformat() for day in sorted(self.wanted)], 'or')}"
        return wording.denied(days) if self.negated else wording.phrase(days)


@dataclass(frozen=True, kw_only=True, slots=True)
class BesideDay:
    """Whether a day lies before or after another one. That day itself is neither."""

    side: Side
    day: date

    def holds(self, value: date, subject: Subject) -> tuple[bool, str]:
        """Whether it does."""
        del subject
        held = value < self.day if self.side is Side.BEFORE else value > self.day
        return held, f"{value} {'' if held else 'not '}{self.side} {self.day}"

    def seen(self, value: date, subject: Subject, wording: Wording) -> Phrase:
        """The day."""
        held, _ = self.holds(value, subject)
        return _tell(value, wording).negative_unless(told=held)

    def asked(self, wording: Wording) -> Phrase:
        """The other day, and which side of it."""
        return wording.phrase(f"{self.side} {self.day}")


def _show(value: date) -> str:
    return value.isoformat()


def _tell(value: date, wording: Wording) -> Phrase:
    return wording.phrase(f"on {value.isoformat()}")


def _day(node: Node, name: str) -> date:
    value = scalar(node, name)
    wanted = f"{name} takes a day such as 2026-12-24, not {shown(value.text)}"
    try:
        day = date.fromisoformat(value.text)
    except ValueError as error:
        raise Flaw("E108", node.mark, wanted) from error
    if day.isoformat() != value.text:  # Python would read 20261224 and 2026-W52-4 too
        raise Flaw("E108", node.mark, wanted)
    return day


def _reads_days(*, negated: bool) -> Callable[[Operand], OnDay]:
    def read(operand: Operand) -> OnDay:
        wanted = frozenset(_day(entry, operand.label) for entry in operand.entries())
        return OnDay(wanted=wanted, negated=negated)

    return read


def _reads_beside(side: Side) -> Callable[[Operand], BesideDay]:
    return lambda operand: BesideDay(side=side, day=_day(operand.node, operand.label))


def _read_between(operand: Operand) -> Between[date]:
    first, last = (_day(node, operand.label) for node in pair(operand))
    if first > last:
        message = f"{operand.label} is empty: {first} is after {last}; turn them round"
        raise Flaw("E108", operand.node.mark, message)
    return Between(low=first, high=last, show=_show, say=_show)


def _operator(name: str, doc: str, sample: str, read: Callable[[Operand], Check[date]]) -> Operator[date]:
    return Operator(name=name, doc=doc, example=f"clock.date: {{ {name}: {sample} }}", read=read)


_ANY_OF = _operator("any_of", "Is one of these days.", "[2026-12-24, 2026-12-25]", _reads_days(negated=False))

DATE: Kind[date] = Kind(
    name="date",
    operators=(
        _ANY_OF,
        _operator("none_of", "Is none of these days.", "[2026-12-24]", _reads_days(negated=True)),
        _operator("before", "Lies before this day.", "2026-12-24", _reads_beside(Side.BEFORE)),
        _operator("after", "Lies after this day.", "2026-12-24", _reads_beside(Side.AFTER)),
        _operator("between", "Is one of the days from this to that.", "[2026-12-01, 2026-12-24]", _read_between),
    ),
    show=_show,
    tell=_tell,
    single=_ANY_OF,
    several=_ANY_OF,
)
