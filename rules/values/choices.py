"""Questions about a value that is one of a few words, an id, or true or false."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rules.syntax.scalars import choice, text, truth
from rules.values.kinds import Kind, Operand, Operator

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.subject import Subject
    from rules.syntax.nodes import Scalar
    from rules.wording import Phrase, Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class OneOf:
    """Whether the value is among some, taken letter by letter."""

    wanted: frozenset[str]
    negated: bool

    def holds(self, value: str, subject: Subject) -> tuple[bool, str]:
        """Whether it is (or, negated, is not)."""
        del subject
        there = value in self.wanted
        return there is not self.negated, value or "none"

    def seen(self, value: str, subject: Subject, wording: Wording) -> Phrase:
        """The value; that it is not another one says little."""
        del subject
        return wording.value(value).negative_unless(told=value in self.wanted)

    def asked(self, wording: Wording) -> Phrase:
        """The values that will do."""
        if not wording.values:
            ids = sorted(self.wanted)
            return wording.denied(*ids) if self.negated else wording.value(*ids)
        fitting = [value for value in wording.values if (value in self.wanted) is not self.negated]
        return wording.value(*fitting or ["nothing that there is"]).negative_unless(told=not self.negated)


@dataclass(frozen=True, kw_only=True, slots=True)
class Is:
    """Whether the value is the wanted truth."""

    wanted: bool

    def holds(self, value: bool, subject: Subject) -> tuple[bool, str]:  # noqa: FBT001 - the value is the question
        """Whether it is."""
        del subject
        return value is self.wanted, "true" if value else "false"

    def seen(self, value: bool, subject: Subject, wording: Wording) -> Phrase:  # noqa: FBT001 - as above
        """The truth; that something is not so says little."""
        del subject
        return _tell_truth(value, wording)

    def asked(self, wording: Wording) -> Phrase:
        """The wanted truth."""
        return _tell_truth(self.wanted, wording)


def _show_truth(value: bool) -> str:  # noqa: FBT001 - as above
    return "yes" if value else "no"


def _tell_truth(value: bool, wording: Wording) -> Phrase:  # noqa: FBT001 - as above
    return wording.value(_show_truth(value)).negative_unless(told=value)


def _tell_word(value: str, wording: Wording) -> Phrase:
    return wording.value(value)


def _one_of(name: str, samples: tuple[str, ...], read_word: Callable[[Scalar, str], str]) -> Kind[str]:
    example, *words = samples

    def reads(*, negated: bool) -> Callable[[Operand], OneOf]:
        def read(operand: Operand) -> OneOf:
            wanted = frozenset(read_word(entry, operand.label) for entry in operand.entries())
            return OneOf(wanted=wanted, negated=negated)

        return read

    def operator(name: str, doc: str, *, negated: bool) -> Operator[str]:
        shown = f"{example}: {{ {name}: [{', '.join(words)}] }}"
        return Operator(name=name, doc=doc, example=shown, read=reads(negated=negated))

    any_of = operator("any_of", "Is one of these.", negated=False)
    none_of = operator("none_of", "Is none of these.", negated=True)
    return Kind(
        name=name,
        operators=(any_of, none_of),
        show=str,
        tell=_tell_word,
        single=any_of,
        several=any_of,
        empty="",
    )


def enum(example: str, *words: str) -> Kind[str]:
    """The kind of a value that is one of these words. `example` is a field of the kind."""
    samples = (example, *words[:2])
    return _one_of(" or ".join(words), samples, lambda entry, label: choice(entry, label, words))


def _read_truth(operand: Operand) -> Is:
    return Is(wanted=truth(operand.node, operand.label))


ID: Kind[str] = _one_of(
    "id",
    ("location.id", "'212988663'", "'7226110'"),
    lambda entry, label: text(entry, label).strip().removeprefix("id:"),
)
BOOL: Kind[bool] = Kind(
    name="true or false",
    operators=(),
    show=_show_truth,
    tell=_tell_truth,
    single=Operator(name="is", doc="Is so, or is not.", example="media.liked_by_me: false", read=_read_truth),
)
