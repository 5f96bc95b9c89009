"""Questions about a set of words, such as hashtags."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from rules.folding import fold_tag
from rules.problems import Flaw
from rules.syntax.scalars import text
from rules.syntax.spelling import advice, shown
from rules.values.kinds import Aspect, Check, Kind, Operand, Operator, exists
from rules.values.numbers import COUNT
from rules.wording import Phrase, Wording, clipped, listed, part_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rules.subject import Subject
    from rules.syntax.nodes import Scalar


Words: TypeAlias = tuple[str, ...]


class Overlap(StrEnum):
    """How what is there and what is wanted must meet."""

    ANY = "any_of"
    ALL = "all_of"
    NONE = "none_of"
    ONLY = "only"


@dataclass(frozen=True, kw_only=True, slots=True)
class Members:
    """Which members a set has."""

    overlap: Overlap
    wanted: frozenset[str]
    """Folded."""

    def holds(self, value: Words, subject: Subject) -> tuple[bool, str]:
        """Whether they meet as asked."""
        del subject
        there = _folded(value)
        hit = sorted(there.keys() & self.wanted)
        match self.overlap:
            case Overlap.ANY:
                return bool(hit), _told(hit, value) if hit else _told(self.wanted, value, "not ")
            case Overlap.NONE:
                return not hit, _told(hit, value) if hit else _told(self.wanted, value, "not ")
            case Overlap.ALL:
                lacking = sorted(self.wanted - there.keys())
                return not lacking, _told(lacking, value, "not ") if lacking else _told(self.wanted, value)
            case Overlap.ONLY:
                other = sorted(there.keys() - self.wanted)
                return bool(hit) and not other, f"also {_names(other)}" if other else _told(self.wanted, value)

    def seen(self, value: Words, subject: Subject, wording: Wording) -> Phrase:
        """The members that were asked about and are there, or else those that are not."""
        del subject
        there = _folded(value)
        hit = [there[word] for word in sorted(there.keys() & self.wanted)]
        lacking = sorted(self.wanted - there.keys())
        match self.overlap:
            case Overlap.ALL if lacking:
                return wording.denied(*map(clipped, lacking))
            case Overlap.ONLY if value and not (hit and there.keys() <= self.wanted):
                return _tell(value, wording).negative_unless(told=False)
        return _tell(tuple(hit), wording) if hit else wording.denied(*map(clipped, lacking))

    def asked(self, wording: Wording) -> Phrase:
        """The members that must, or must not, be there."""
        wanted = [f"{wording.sign}{word}" for word in sorted(self.wanted)]
        bare = replace(wording, sign="")
        match self.overlap:
            case Overlap.ANY:
                return bare.phrase(listed(wanted, "or"))
            case Overlap.ALL:
                return bare.phrase(listed(wanted, "and"))
            case Overlap.NONE:
                return bare.denied(*wanted)
            case Overlap.ONLY:
                return bare.phrase(f"nothing but {listed(wanted, 'or')}")


@lru_cache(maxsize=64)
def _folded(value: Words) -> Mapping[str, str]:
    """The words by how they are compared. Many rules ask about those of the same photo."""
    return {fold_tag(word): word for word in value}


@lru_cache(maxsize=64)
def _shown(value: Words) -> str:
    return shown(_show(value)) if value else "nothing"


def _names(words: frozenset[str] | list[str]) -> str:
    listed = sorted(words)
    return shown(", ".join(listed)) if len(listed) <= 3 else f"{len(listed)} words"  # noqa: PLR2004 - fits a line


def _told(words: frozenset[str] | list[str], value: Words, negation: str = "") -> str:
    return f"{_names(words)} {negation}in {_shown(value)}"


def _word(entry: Scalar, label: str) -> str:
    word = fold_tag(text(entry, label))
    if not word:
        raise Flaw("E108", entry.mark, f"{label}: {shown(entry.text)} is no word")
    return word


def _reads(overlap: Overlap, read_word: Callable[[Scalar, str], str]) -> Callable[[Operand], Members]:
    def read(operand: Operand) -> Members:
        wanted = frozenset(read_word(entry, operand.label) for entry in operand.entries())
        return Members(overlap=overlap, wanted=wanted)

    return read


def _read_count(operand: Operand) -> Check[Words]:
    checks = COUNT.nested(operand)
    return Aspect(name="count", part=_count, checks=checks, speak=part_of)


def _count(value: Words) -> float:
    return float(len(value))


def _show(value: Words) -> str:
    return ", ".join(value)


def _tell(value: Words, wording: Wording) -> Phrase:
    return wording.phrase(*map(clipped, value)) if value else wording.absent()


def set_of(name: str, samples: tuple[str, str, str], read_word: Callable[[Scalar, str], str] = _word) -> Kind[Words]:
    """The kind of several words. `samples` are a field and two words that it may hold."""
    example, one, other = samples

    def operator(overlap: Overlap, doc: str) -> Operator[Words]:
        shown_as = f"{example}: {{ {overlap}: [{one}, {other}] }}"
        return Operator(name=overlap, doc=doc, example=shown_as, read=_reads(overlap, read_word))

    any_of = operator(Overlap.ANY, "Has at least one of these.")
    count = f"{example}: {{ count: {{ lte: 9 }} }}"
    return Kind(
        name=name,
        operators=(
            any_of,
            operator(Overlap.ALL, "Has all of these."),
            operator(Overlap.NONE, "Has none of these."),
            operator(Overlap.ONLY, "Has some of these and nothing else."),
            Operator(name="count", doc="How many there are.", example=count, read=_read_count),
        ),
        show=_show,
        tell=_tell,
        several=any_of,
        single=any_of,
        empty=(),
        exists=exists(example),
    )


def one_of(known: frozenset[str]) -> Callable[[Scalar, str], str]:
    """Reads an entry that is one of these words, however it is written."""

    def read(entry: Scalar, label: str) -> str:
        word = _word(entry, label)
        if word not in known:
            end = advice(word, known, lead="it is one of")
            raise Flaw("E108", entry.mark, f"{label} cannot be {shown(entry.text)}{end}")
        return word

    return read


SET: Kind[Words] = set_of("set", ("tags", "sunset", "goldenhour"))
