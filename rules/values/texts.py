"""Questions about a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from rules.folding import Extra, Folding, Text
from rules.problems import Flaw
from rules.syntax.scalars import choice, text
from rules.syntax.spelling import shown
from rules.values.kinds import Aspect, Check, Kind, Operand, Operator
from rules.values.numbers import COUNT
from rules.values.regexes import read_regex
from rules.wording import Phrase, Wording, clipped, listed, part_of, quoted

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


class _Manner(NamedTuple):
    """How a question is put: of what people write freely, and of a name or the like."""

    prose: str
    label: str


_SOMETHING_WITH = _Manner("{}", "something with {}")
_NOTHING_WITH = _Manner("nothing of {}", "something without {}")
_MANNERS = {
    Part.ANYWHERE: _SOMETHING_WITH,
    Part.NOWHERE: _NOTHING_WITH,
    Part.WHOLE: _Manner("exactly {}", "{}"),
    Part.START: _Manner("{} at the start", "something that begins with {}"),
    Part.END: _Manner("{} at the end", "something that ends with {}"),
}


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

    def seen(self, value: Text, subject: Subject, wording: Wording) -> Phrase:
        """The words that were found, or else those that were not."""
        del subject
        spoken = value.phrase(self.folding)
        hits = tuple(phrase for phrase in self.phrases if phrase in spoken)
        lacking = tuple(phrase for phrase in self.phrases if phrase not in spoken)
        if self.quantity is Quantity.ALL:
            return _seen(lacking, value, wording, found=False) if lacking else _seen(hits, value, wording)
        return _seen(hits[:1], value, wording) if hits else _seen(lacking, value, wording, found=False)

    def asked(self, wording: Wording) -> Phrase:
        """The words that must, or must not, be there."""
        words = [clipped(phrase) for phrase in self.phrases]
        if self.quantity is Quantity.NONE:
            return _asked(_NOTHING_WITH, listed(words, "or"), wording).negative_unless(told=False)
        joint = "and" if self.quantity is Quantity.ALL else "or"
        return _asked(_SOMETHING_WITH, listed(words, joint), wording)


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

    def seen(self, value: Text, subject: Subject, wording: Wording) -> Phrase:
        """The one that was found, or else those that were not."""
        del subject
        folded = value.folded(self.folding)
        hits = tuple(piece for piece in self.wanted if self._is_in(folded, piece))
        return _seen(hits[:1], value, wording) if hits else _seen(self.wanted, value, wording, found=False)

    def asked(self, wording: Wording) -> Phrase:
        """What must, or must not, be there."""
        asked = _asked(_MANNERS[self.part], listed(list(map(clipped, self.wanted)), "or"), wording)
        return asked.negative_unless(told=self.part is not Part.NOWHERE)

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


def _seen(words: tuple[str, ...], value: Text, wording: Wording, *, found: bool = True) -> Phrase:
    if not wording.prose:
        return _tell(value, wording).negative_unless(told=found)
    told = [quoted(word) for word in words]
    if found:
        return wording.phrase(*told)
    absent = f"nothing of {told[0]}" if len(told) == 1 else f"none of {len(told)} words"
    return wording.phrase(absent).negative_unless(told=False)


def _tell(value: Text, wording: Wording) -> Phrase:
    return wording.phrase(quoted(value.raw) if wording.prose else clipped(value.raw))


def _asked(manner: _Manner, words: str, wording: Wording) -> Phrase:
    return wording.phrase((manner.prose if wording.prose else manner.label).format(words))


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
    checks = COUNT.nested(operand)
    return Aspect(name="length", part=lambda value: float(len(value.raw)), checks=checks, speak=part_of)


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
    Operator(
        name="regex",
        doc="Has something that this regular expression describes.",
        read=lambda operand: read_regex(operand, _folding(operand), wanted=True),
    ),
    Operator(
        name="not_regex",
        doc="Has nothing that this regular expression describes.",
        read=lambda operand: read_regex(operand, _folding(operand), wanted=False),
    ),
)
_LENGTH: Operator[Text] = Operator(name="length", doc="How many characters it has.", read=_read_length)
_FOLDED = tuple(operator.name for operator in _OPERATORS)

TEXT: Kind[Text] = Kind(
    name="text",
    operators=(*_OPERATORS, _LENGTH),
    show=lambda value: value.raw,
    tell=_tell,
    single=_EQUALS,
    several=_ANY_WORD,
    empty=Text(""),
    modifiers={"case": _FOLDED, "fold": _FOLDED},
)
