"""Questions about a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from rules.syntax.spelling import shown
from rules.wording import Phrase, Wording, clipped, listed, quoted

if TYPE_CHECKING:
    from rules.folding import Folding, Text
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
        return tell(value, wording).negative_unless(told=found)
    told = [quoted(word) for word in words]
    if found:
        return wording.phrase(*told)
    absent = f"nothing of {told[0]}" if len(told) == 1 else f"none of {len(told)} words"
    return wording.phrase(absent).negative_unless(told=False)


def tell(value: Text, wording: Wording) -> Phrase:
    """The text, as somebody's own words where people write freely."""
    return wording.phrase(quoted(value.raw) if wording.prose else clipped(value.raw))


def _asked(manner: _Manner, words: str, wording: Wording) -> Phrase:
    return wording.phrase((manner.prose if wording.prose else manner.label).format(words))
