"""Questions about a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rules.folding import Extra, Folding, Text
from rules.problems import Flaw
from rules.syntax.scalars import choice, text
from rules.syntax.spelling import shown
from rules.values.kinds import Aspect, Check, Kind, Operand, Operator
from rules.values.numbers import COUNT

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.subject import Subject


class Quantity(StrEnum):
    """How many of the words must be there."""

    ANY = "any"
    ALL = "all"
    NONE = "no"


class Part(StrEnum):
    """Where in a text something must stand."""

    ANYWHERE = "contains"
    NOWHERE = "not_contains"
    WHOLE = "equals"
    START = "starts_with"
    END = "ends_with"


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Whole words and phrases, wherever they stand."""

    quantity: Quantity
    phrases: tuple[str, ...]
    """Folded; each with a space before and behind."""
    folding: Folding

    def holds(self, value: Text, subject: Subject) -> tuple[bool, str]:
        """Whether the words are there."""
        del subject
        spoken = value.phrase(self.folding)
        if self.quantity is Quantity.ALL:
            lacking = next((phrase for phrase in self.phrases if phrase not in spoken), None)
            return lacking is None, _words(self.phrases, value) if lacking is None else _words(
                (lacking,), value, "not "
            )
        hit = next((phrase for phrase in self.phrases if phrase in spoken), None)
        words = _words(self.phrases, value, "not ") if hit is None else _words((hit,), value)
        return (hit is None) == (self.quantity is Quantity.NONE), words


@dataclass(frozen=True, kw_only=True, slots=True)
class Pieces:
    """Any run of signs, at a place. Several wanted ones: any of them will do, or none may be there."""

    part: Part
    wanted: tuple[str, ...]
    """Folded."""
    folding: Folding

    def holds(self, value: Text, subject: Subject) -> tuple[bool, str]:
        """Whether the text has it there."""
        del subject
        folded = value.folded(self.folding)
        hit = next((piece for piece in self.wanted if self._is_in(folded, piece)), None)
        if hit is None:
            return self.part is Part.NOWHERE, _words(self.wanted, value, "not ")
        return self.part is not Part.NOWHERE, _words((hit,), value)

    def _is_in(self, folded: str, piece: str) -> bool:
        match self.part:
            case Part.WHOLE:
                return folded == piece
            case Part.START:
                return folded.startswith(piece)
            case Part.END:
                return folded.endswith(piece)
            case Part.ANYWHERE | Part.NOWHERE:
                return piece in folded


def _words(wanted: tuple[str, ...], value: Text, negation: str = "") -> str:
    seen = shown(value.raw) if value.raw else "no text"
    if len(wanted) == 1:
        return f"{shown(wanted[0])} {negation}in {seen}"
    return f"{'none' if negation else 'all'} of {len(wanted)} in {seen}"


def _folding(operand: Operand) -> Folding:
    siblings = operand.siblings
    exact = "case" in siblings and choice(siblings["case"], "case", ("exact",)) == "exact"
    extra = Extra(choice(siblings["fold"], "fold", tuple(Extra))) if "fold" in siblings else None
    return Folding(case=not exact, extra=extra)


def _reads_words(quantity: Quantity) -> Callable[[Operand], Words]:
    def read(operand: Operand) -> Words:
        folding = _folding(operand)
        phrases = []
        for entry in operand.entries():
            phrase = folding.phrase(text(entry, operand.label))
            if not phrase.strip():
                message = f"{shown(entry.text)} has no letters or digits, so it is no word; use contains"
                raise Flaw("E108", entry.mark, message)
            phrases.append(phrase)
        return Words(quantity=quantity, phrases=tuple(dict.fromkeys(phrases)), folding=folding)

    return read


def _reads_pieces(part: Part) -> Callable[[Operand], Pieces]:
    def read(operand: Operand) -> Pieces:
        folding = _folding(operand)
        wanted = []
        for entry in operand.entries():
            piece = folding.fold(text(entry, operand.label))
            if not piece:
                raise Flaw(
                    "E108", entry.mark, f"{operand.label} has nothing that can be seen; every text contains it"
                )
            wanted.append(piece)
        return Pieces(part=part, wanted=tuple(dict.fromkeys(wanted)), folding=folding)

    return read


def _read_length(operand: Operand) -> Check[Text]:
    return Aspect(name="length", part=lambda value: float(len(value.raw)), checks=COUNT.nested(operand))


_EQUALS = Operator(name="equals", doc="Is this text, or one of these.", read=_reads_pieces(Part.WHOLE))
_ANY_WORD = Operator(name="any_word", doc="Has one of these words or phrases.", read=_reads_words(Quantity.ANY))

_OPERATORS: tuple[Operator[Text], ...] = (
    _ANY_WORD,
    Operator(name="all_words", doc="Has all of these words or phrases.", read=_reads_words(Quantity.ALL)),
    Operator(name="no_word", doc="Has none of these words or phrases.", read=_reads_words(Quantity.NONE)),
    Operator(name="contains", doc="Has one of these anywhere.", read=_reads_pieces(Part.ANYWHERE)),
    Operator(name="not_contains", doc="Has none of these anywhere.", read=_reads_pieces(Part.NOWHERE)),
    _EQUALS,
    Operator(name="starts_with", doc="Begins with one of these.", read=_reads_pieces(Part.START)),
    Operator(name="ends_with", doc="Ends with one of these.", read=_reads_pieces(Part.END)),
)
_LENGTH: Operator[Text] = Operator(name="length", doc="How many characters it has.", read=_read_length)
_FOLDED = tuple(operator.name for operator in _OPERATORS)

TEXT: Kind[Text] = Kind(
    name="text",
    operators=(*_OPERATORS, _LENGTH),
    show=lambda value: value.raw,
    single=_EQUALS,
    several=_ANY_WORD,
    empty=Text(""),
    modifiers={"case": _FOLDED, "fold": _FOLDED},
    later=frozenset({"regex", "not_regex"}),
)
