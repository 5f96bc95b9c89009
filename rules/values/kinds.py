"""A kind of value: how it is asked about in a rules file, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeAlias, TypeVar

from rules.problems import Flaw
from rules.syntax.forms import as_items, as_table
from rules.syntax.mishaps import no_value
from rules.syntax.nodes import Items, Node, Scalar, Table
from rules.syntax.scalars import truth
from rules.syntax.spelling import nearest, shown
from rules.wording import Phrase, Telling, Wording, clipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rules.problems import Report
    from rules.subject import Subject

T = TypeVar("T")
U = TypeVar("U")
T_contra = TypeVar("T_contra", contravariant=True)


class Check(Protocol[T_contra]):
    """A question about a value that is there, compiled. A frozen dataclass, so that rules can be compared."""

    def holds(self, value: T_contra, subject: Subject) -> tuple[bool, str]:
        """Whether it is so, and in words what was seen."""
        ...

    def seen(self, value: T_contra, subject: Subject, wording: Wording) -> Phrase:
        """What is so, whichever answer was wanted, as people say it."""
        ...

    def asked(self, wording: Wording) -> Phrase:
        """What must be so, as people say it."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Exists:
    """Whether there is a value at all. A set without members counts as none, like a text without signs."""

    wanted: bool

    def holds(self, value: object) -> bool:
        """Whether it is as wanted; `value` is what the field holds, `None` when absent."""
        return (value not in (None, ())) is self.wanted


class Lists(Protocol):
    """The lists of the file, by which `$name` is resolved."""

    def expand(self, node: Node, label: str, *, growing: bool = False) -> tuple[Scalar, ...]:
        """The entries of a value or list, with every `$name` replaced by what it holds.

        At least one, unless it is `growing`: then a list that is named may hold nothing yet.
        """
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Operand:
    """What stands behind an operator."""

    label: str
    """The field and the operator, for messages."""
    node: Node
    lists: Lists
    report: Report
    siblings: Mapping[str, Node] = field(default_factory=dict)
    """What else stands in the same map, for operators that come in pairs."""

    def entries(self, *, growing: bool = False) -> tuple[Scalar, ...]:
        """The values behind the operator, lists resolved; at least one, unless people are put on lists later."""
        return self.lists.expand(self.node, self.label, growing=growing)


@dataclass(frozen=True, kw_only=True, slots=True)
class Usage:
    """A key that may stand in the map of a kind, for whoever learns the language."""

    name: str
    doc: str
    example: str
    """A condition that loads."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Operator(Usage, Generic[T]):
    """One question that a kind of value can be asked."""

    read: Callable[[Operand], Check[T]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Modifier(Usage):
    """A key that asks nothing by itself and changes how others ask."""

    belongs: tuple[str, ...]
    """The operators that it changes."""


def exists(field_name: str) -> Usage:
    """The question whether there is a value at all, shown by the example of this field."""
    return Usage(name="exists", doc="Whether there is any.", example=f"{field_name}: {{ exists: true }}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Aspect(Generic[T, U]):
    """Questions about a part of the value: its length, their number, its name."""

    name: str
    part: Callable[[T], U] = field(compare=False)
    checks: tuple[Check[U], ...]
    speak: Callable[[Wording], Wording] = field(compare=False)
    """How the part is spoken of, given how the whole is."""
    whole: Callable[[T], str] | None = field(compare=False, default=None)
    """What to show instead of the part."""

    def holds(self, value: T, subject: Subject) -> tuple[bool, str]:
        """Whether all of them are answered with yes."""
        part = self.part(value)
        answers = [check.holds(part, subject) for check in self.checks]
        return all(held for held, _ in answers), ", ".join(words for _, words in answers)

    def seen(self, value: T, subject: Subject, wording: Wording) -> Phrase:
        """What is so of the part, or of the whole."""
        part = self.part(value)
        told = min((check.seen(part, subject, self.speak(wording)) for check in self.checks), key=_telling)
        if self.whole is None:
            return told
        return wording.phrase(clipped(self.whole(value))).negative_unless(told=told.telling is not Telling.NEGATIVE)

    def asked(self, wording: Wording) -> Phrase:
        """What must be so of the part."""
        asked = [check.asked(self.speak(wording)) for check in self.checks]
        return replace(min(asked, key=_telling), words=tuple(word for phrase in asked for word in phrase.words))


Asked: TypeAlias = "tuple[str, Check[T] | Exists]"
"""The operator's name and the compiled question."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind(Generic[T]):
    """A type of the language."""

    name: str
    operators: tuple[Operator[T], ...]
    show: Callable[[T], str]
    """For a notice to the owner."""
    tell: Callable[[T, Wording], Phrase]
    """That it has this value, as people say it."""
    single: Operator[T] | None = None
    """What a bare value asks."""
    several: Operator[T] | None = None
    """What a bare list asks."""
    empty: T | None = None
    """What an absent value counts as; `None`: nothing is true of it."""
    exists: Usage | None = None
    """`None`: it always has a value, or none that could be told from an empty one."""
    modifiers: Mapping[str, Modifier] = field(default_factory=dict)
    """By name."""
    _named: Mapping[str, Operator[T]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_named", {operator.name: operator for operator in self.operators})

    def asked(self, operand: Operand) -> tuple[Asked[T], ...]:
        """The questions that a node asks, every one of which must hold. Raises Flaw or reports what is wrong."""
        node = operand.node
        match node:
            case Scalar(missing=True):
                raise no_value(operand.label, node.mark)
            case Scalar() if self.single is not None:
                return (self._short(self.single, operand),)
            case Items() if self.several is not None:
                as_items(node, operand.label)
                return (self._short(self.several, operand),)
            case Table() if self.operators:
                return self._long(node, operand)
        raise Flaw("E113", node.mark, f"{operand.label} ({self.name}) {self._usage()}")

    def nested(self, operand: Operand) -> tuple[Check[T], ...]:
        """The questions of an operator that asks about a part of another value."""
        return tuple(check for _, check in self.asked(operand) if not isinstance(check, Exists))

    def names(self) -> tuple[str, ...]:
        """All keys that may stand in the map of this kind, sorted."""
        return tuple(sorted(usage.name for usage in self.usages()))

    def usages(self) -> tuple[Usage, ...]:
        """What may stand in the map of this kind, for its description."""
        return (*self.operators, *((self.exists,) if self.exists is not None else ()), *self.modifiers.values())

    def _short(self, operator: Operator[T], operand: Operand) -> Asked[T]:
        return operator.name, operator.read(operand)

    def _long(self, table: Table, operand: Operand) -> tuple[Asked[T], ...]:
        as_table(table, operand.label)
        if not table.entries:
            raise Flaw("E110", table.mark, f"{operand.label} asks nothing; it takes {', '.join(self.names())}")
        siblings = {entry.key.text: entry.value for entry in table.entries}
        found = [self._one(entry.key, entry.value, siblings, operand) for entry in table.entries]
        return tuple(one for one in found if one is not None)

    def _one(self, key: Scalar, node: Node, siblings: Mapping[str, Node], operand: Operand) -> Asked[T] | None:
        name, label, report = key.text, f"{operand.label} {key.text}", operand.report
        if name in self.modifiers:
            belongs = self.modifiers[name].belongs
            if siblings.keys().isdisjoint(belongs):
                message = f"{shown(name)} on {operand.label} belongs to {' or '.join(belongs)}; add that"
                report.add(Flaw("E102", key.mark, message))
            return None
        if name == "exists" and self.exists is not None:
            wanted = report.attempt(lambda: truth(node, label))
            return None if wanted is None else (name, Exists(wanted=wanted))
        operator = self._named.get(name)
        if operator is None:
            report.add(self._unknown(key, operand.label))
            return None
        below = Operand(label=label, node=node, lists=operand.lists, report=report, siblings=siblings)
        check = report.attempt(lambda: operator.read(below))
        return None if check is None else (name, check)

    def _unknown(self, key: Scalar, label: str) -> Flaw:
        guess = nearest(key.text, self.names())
        hint = f" (did you mean {guess!r}?)" if guess else ""
        message = (
            f"{shown(key.text)} does not work on {label} ({self.name}){hint}; it takes {', '.join(self.names())}"
        )
        return Flaw("E105", key.mark, message)

    def _usage(self) -> str:
        ways = []
        if self.single is not None:
            ways.append("a value")
        if self.several is not None:
            ways.append("a list")
        if self.operators:
            ways.append(f"a map of {', '.join(self.names())}")
        return f"takes {' or '.join(ways)}"


def _telling(phrase: Phrase) -> Telling:
    return phrase.telling
