"""Questions about numbers and lengths of time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from rules.problems import Flaw
from rules.syntax.nodes import Items, kind
from rules.syntax.scalars import duration, number
from rules.values.kinds import Check, Kind, Operand, Operator, exists

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.subject import Subject
    from rules.syntax.nodes import Node
    from rules.wording import Phrase, Wording

Amount = TypeVar("Amount", float, timedelta, date)

_LIMITS = frozenset("<≤≠")
"""Signs that only keep something out; of times, only the last: that something is young says a lot."""
_BOUNDS = {
    "=": "{}",
    "≠": "anything but {}",
    "<": "under {}",
    "≤": "at most {}",
    ">": "over {}",
    "≥": "{} or more",
}
_LONG = 600
"""From ten minutes on, nobody counts seconds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared(Generic[Amount]):
    """An amount against a bound."""

    sign: str
    bound: Amount
    show: Callable[[Amount], str] = field(compare=False)
    say: Callable[[Amount], str] = field(compare=False)
    limits: bool = field(compare=False)
    """Whether it only keeps something out."""

    def holds(self, value: Amount, subject: Subject) -> tuple[bool, str]:
        """Whether the amount is on the right side."""
        del subject
        held = self._holds(value)
        return held, f"{self.show(value)} {'' if held else 'not '}{self.sign} {self.show(self.bound)}"

    def seen(self, value: Amount, subject: Subject, wording: Wording) -> Phrase:
        """The amount; that it keeps below a bound, or is not a certain one, says little."""
        del subject
        return wording.phrase(self.say(value)).negative_unless(told=self._holds(value) is not self.limits)

    def asked(self, wording: Wording) -> Phrase:
        """The bound."""
        words = _BOUNDS[self.sign].format(self.say(self.bound))
        return wording.phrase(words).negative_unless(told=not self.limits)

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
    say: Callable[[Amount], str] = field(compare=False)

    def holds(self, value: Amount, subject: Subject) -> tuple[bool, str]:
        """Whether the amount is between them."""
        del subject
        held = self.low <= value <= self.high
        return held, f"{self.show(value)} {'' if held else 'not '}in {self.show(self.low)}…{self.show(self.high)}"

    def seen(self, value: Amount, subject: Subject, wording: Wording) -> Phrase:
        """The amount."""
        held, _ = self.holds(value, subject)
        return wording.phrase(self.say(value)).negative_unless(told=held)

    def asked(self, wording: Wording) -> Phrase:
        """Both bounds."""
        return wording.phrase(f"{self.say(self.low)} to {self.say(self.high)}")


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


def counted(value: float) -> str:
    """A number as people write it: 20,000."""
    return f"{int(value):,}" if value == int(value) else plain(value)


def spoken(value: timedelta) -> str:
    """A length of time as people say it, to the two largest units and no finer than it matters."""
    seconds = max(0, int(value.total_seconds()))
    parts = []
    finest = 60 if seconds >= _LONG else 1
    for unit, size in (("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1)):
        count, seconds = divmod(seconds, size)
        if count and size >= finest:
            parts.append(f"{count} {unit}{'' if count == 1 else 's'}")
    return " ".join(parts[:2]) or "a moment"


def ordered(
    read: Callable[[Node, str], Amount],
    show: Callable[[Amount], str],
    say: Callable[[Amount], str],
    limits: frozenset[str],
    samples: tuple[str, str, str],
) -> tuple[Operator[Amount], ...]:
    """The operators of everything that has more and less. `show` is exact and terse, `say` is for people.

    `samples` are a field and two of its values, the lesser first.
    """
    example, low_sample, high_sample = samples

    def compared(name: str, sign: str, doc: str) -> Operator[Amount]:
        def read_bound(operand: Operand) -> Check[Amount]:
            bound = read(operand.node, operand.label)
            return Compared(sign=sign, bound=bound, show=show, say=say, limits=sign in limits)

        return Operator(name=name, doc=doc, example=f"{example}: {{ {name}: {low_sample} }}", read=read_bound)

    def read_between(operand: Operand) -> Check[Amount]:
        low, high = (read(node, operand.label) for node in pair(operand))
        if low > high:
            message = f"{operand.label} is empty: {show(low)} is more than {show(high)}; turn them round"
            raise Flaw("E108", operand.node.mark, message)
        return Between(low=low, high=high, show=show, say=say)

    return (
        compared("eq", "=", "Is exactly this."),
        compared("ne", "≠", "Is anything but this."),
        compared("lt", "<", "Is less than this."),
        compared("lte", "≤", "Is this or less."),
        compared("gt", ">", "Is more than this."),
        compared("gte", "≥", "Is this or more."),
        Operator(
            name="between",
            doc="Is between these two, both included.",
            example=f"{example}: {{ between: [{low_sample}, {high_sample}] }}",
            read=read_between,
        ),
    )


def pair(operand: Operand) -> tuple[Node, Node]:
    """The two nodes of a list of two."""
    node = operand.node
    if isinstance(node, Items) and len(node.nodes) == 2:  # noqa: PLR2004 - that is what a pair is
        return node.nodes[0], node.nodes[1]
    seen = f"a list of {len(node.nodes)}" if isinstance(node, Items) else kind(node)
    raise Flaw("E113", node.mark, f"{operand.label} takes a list of two, such as [3, 400], not {seen}")


def _tell_number(value: float, wording: Wording) -> Phrase:
    return wording.phrase(counted(value))


def _tell_duration(value: timedelta, wording: Wording) -> Phrase:
    return wording.phrase(spoken(value))


_NUMBERS = ordered(number, plain, counted, _LIMITS, ("likes.count", "3", "400"))
_DURATIONS = ordered(duration, elapsed, spoken, frozenset("≠"), ("media.age", "20m", "2h30m"))

COUNT: Kind[float] = Kind(name="number", operators=_NUMBERS, show=plain, tell=_tell_number, single=_NUMBERS[0])
"""A number that is always there: how many, how long."""
NUMBER: Kind[float] = replace(COUNT, exists=exists("author.followers"))
DURATION: Kind[timedelta] = Kind(
    name="duration",
    operators=_DURATIONS,
    show=elapsed,
    tell=_tell_duration,
    single=_DURATIONS[0],
    exists=exists("history.author.last_action_age"),
)
