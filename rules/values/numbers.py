"""Questions about numbers and lengths of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from rules.problems import Flaw
from rules.syntax.nodes import Items, kind
from rules.syntax.scalars import duration, number
from rules.values.kinds import Check, Kind, Operand, Operator

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.subject import Subject
    from rules.syntax.nodes import Node

Amount = TypeVar("Amount", float, timedelta)


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared(Generic[Amount]):
    """An amount against a bound."""

    sign: str
    bound: Amount
    show: Callable[[Amount], str] = field(compare=False)

    def holds(self, value: Amount, subject: Subject) -> tuple[bool, str]:
        """Whether the amount is on the right side."""
        del subject
        held = self._holds(value)
        return held, f"{self.show(value)} {'' if held else 'not '}{self.sign} {self.show(self.bound)}"

    def _holds(self, value: Amount) -> bool:
        match self.sign:
            case "<":
                return value < self.bound
            case "≤":
                return value <= self.bound
            case ">":
                return value > self.bound
            case "≥":
                return value >= self.bound
            case _:
                return (value == self.bound) == (self.sign == "=")


@dataclass(frozen=True, kw_only=True, slots=True)
class Between(Generic[Amount]):
    """An amount between two bounds, both included."""

    low: Amount
    high: Amount
    show: Callable[[Amount], str] = field(compare=False)

    def holds(self, value: Amount, subject: Subject) -> tuple[bool, str]:
        """Whether the amount is between them."""
        del subject
        held = self.low <= value <= self.high
        return held, f"{self.show(value)} {'' if held else 'not '}in {self.show(self.low)}…{self.show(self.high)}"


def plain(value: float) -> str:
    """A number without needless decimals."""
    return str(int(value)) if value == int(value) else f"{value:.2f}".rstrip("0")


def elapsed(value: timedelta) -> str:
    """A length of time as the language writes it, to the two largest units."""
    seconds = int(value.total_seconds())
    if seconds < 0:
        return f"-{elapsed(-value)}"
    parts = []
    for unit, size in (("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts[:2]) or "0s"


def ordered(read: Callable[[Node, str], Amount], show: Callable[[Amount], str]) -> tuple[Operator[Amount], ...]:
    """The operators of everything that has more and less."""

    def compared(name: str, sign: str, doc: str) -> Operator[Amount]:
        def read_bound(operand: Operand) -> Check[Amount]:
            return Compared(sign=sign, bound=read(operand.node, operand.label), show=show)

        return Operator(name=name, doc=doc, read=read_bound)

    def read_between(operand: Operand) -> Check[Amount]:
        low, high = (read(node, operand.label) for node in pair(operand))
        if low > high:
            message = f"{operand.label} is empty: {show(low)} is more than {show(high)}; turn them round"
            raise Flaw("E108", operand.node.mark, message)
        return Between(low=low, high=high, show=show)

    return (
        compared("eq", "=", "Is exactly this."),
        compared("ne", "≠", "Is anything but this."),
        compared("lt", "<", "Is less than this."),
        compared("lte", "≤", "Is this or less."),
        compared("gt", ">", "Is more than this."),
        compared("gte", "≥", "Is this or more."),
        Operator(name="between", doc="Is between these two, both included.", read=read_between),
    )


def pair(operand: Operand) -> tuple[Node, Node]:
    """The two nodes of a list of two."""
    node = operand.node
    if isinstance(node, Items) and len(node.nodes) == 2:  # noqa: PLR2004 - that is what a pair is
        return node.nodes[0], node.nodes[1]
    seen = f"a list of {len(node.nodes)}" if isinstance(node, Items) else kind(node)
    raise Flaw("E113", node.mark, f"{operand.label} takes a list of two, such as [3, 400], not {seen}")


_NUMBERS = ordered(number, plain)
_DURATIONS = ordered(duration, elapsed)

NUMBER: Kind[float] = Kind(name="number", operators=_NUMBERS, show=plain, single=_NUMBERS[0])
COUNT: Kind[float] = Kind(name="number", operators=_NUMBERS, show=plain, single=_NUMBERS[0], exists=False)
"""A number that is always there: how many, how long."""
DURATION: Kind[timedelta] = Kind(name="duration", operators=_DURATIONS, show=elapsed, single=_DURATIONS[0])
