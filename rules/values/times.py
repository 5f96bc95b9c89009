"""Questions about a point in time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rules.syntax.scalars import duration, moment
from rules.values.kinds import Kind, Operand, Operator
from rules.values.numbers import elapsed, spoken

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from rules.subject import Subject
    from rules.wording import Phrase, Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class Recent:
    """Whether a time is not longer ago than something."""

    span: timedelta
    negated: bool

    def holds(self, value: datetime, subject: Subject) -> tuple[bool, str]:
        """Whether it is (or, negated, is longer ago)."""
        age = subject.now - value
        recent = age <= self.span
        return recent is not self.negated, f"{elapsed(age)} ago {'≤' if recent else '>'} {elapsed(self.span)}"

    def seen(self, value: datetime, subject: Subject, wording: Wording) -> Phrase:
        """How long ago it is."""
        held, _ = self.holds(value, subject)
        return wording.phrase(f"{spoken(subject.now - value)} ago").negative_unless(told=held)

    def asked(self, wording: Wording) -> Phrase:
        """How long ago it may, or must, be."""
        return wording.phrase(f"{'more than' if self.negated else 'at most'} {spoken(self.span)} ago")


class Side(StrEnum):
    """Which side of a moment."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """Whether a time lies before or after a moment. The moment itself is neither."""

    side: Side
    moment: datetime

    def holds(self, value: datetime, subject: Subject) -> tuple[bool, str]:
        """Whether it does."""
        del subject
        held = value < self.moment if self.side is Side.BEFORE else value > self.moment
        return held, f"{stamp(value)} {'' if held else 'not '}{self.side} {stamp(self.moment)}"

    def seen(self, value: datetime, subject: Subject, wording: Wording) -> Phrase:
        """When it is."""
        held, _ = self.holds(value, subject)
        return _tell(value, wording).negative_unless(told=held)

    def asked(self, wording: Wording) -> Phrase:
        """The moment, and which side of it."""
        return wording.phrase(f"{self.side} {stamp(self.moment)}")


def stamp(value: datetime) -> str:
    """A time to the minute."""
    return f"{value:%Y-%m-%d %H:%M} UTC"


def _tell(value: datetime, wording: Wording) -> Phrase:
    return wording.phrase(f"on {stamp(value)}")


def _reads_recent(*, negated: bool) -> Callable[[Operand], Recent]:
    return lambda operand: Recent(span=duration(operand.node, operand.label), negated=negated)


def _reads_beside(side: Side) -> Callable[[Operand], Beside]:
    return lambda operand: Beside(side=side, moment=moment(operand.node, operand.label))


TIME: Kind[datetime] = Kind(
    name="time",
    operators=(
        Operator(
            name="within",
            doc="Is at most this long ago.",
            example="media.created_at: { within: 6h }",
            read=_reads_recent(negated=False),
        ),
        Operator(
            name="older_than",
            doc="Is longer ago than this.",
            example="media.created_at: { older_than: 3d }",
            read=_reads_recent(negated=True),
        ),
        Operator(
            name="before",
            doc="Lies before this moment.",
            example="media.created_at: { before: 2026-06-01T18:00:00+02:00 }",
            read=_reads_beside(Side.BEFORE),
        ),
        Operator(
            name="after",
            doc="Lies after this moment.",
            example="media.created_at: { after: 2026-06-01T18:00:00+02:00 }",
            read=_reads_beside(Side.AFTER),
        ),
    ),
    show=stamp,
    tell=_tell,
)
