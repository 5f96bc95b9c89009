"""How a text, or any of several, is asked about in a rules file."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from rules.folding import ORDINARY, Extra, Folding, Text
from rules.problems import Flaw, Severity
from rules.syntax.scalars import choice, text
from rules.syntax.spelling import shown
from rules.values.kinds import Aspect, Check, Kind, Modifier, Operand, Operator, exists
from rules.values.numbers import COUNT
from rules.values.regexes import read_regex
from rules.values.texts import Part, Pieces, Quantity, Words, tell
from rules.values.threads import Among, Thread, show_thread, tell_thread
from rules.wording import part_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.syntax.nodes import Scalar

_UNSPACED = ("CJK UNIFIED", "HIRAGANA", "KATAKANA", "THAI", "LAO ", "KHMER", "MYANMAR")
"""How the names of letters begin whose scripts put no space between words."""


def _folding(operand: Operand) -> Folding:
    siblings = operand.siblings
    exact = "case" in siblings and choice(siblings["case"], "case", ("exact",)) == "exact"
    extra = Extra(choice(siblings["fold"], "fold", tuple(Extra))) if "fold" in siblings else None
    return Folding(case=not exact, extra=extra) if exact or extra else ORDINARY


def _reads_words(quantity: Quantity) -> Callable[[Operand], Words]:
    def read(operand: Operand) -> Words:
        folding = _folding(operand)
        phrases = tuple(_phrase(entry, operand, folding) for entry in operand.entries())
        return Words(quantity=quantity, phrases=tuple(dict.fromkeys(phrases)), folding=folding)

    return read


def _phrase(entry: Scalar, operand: Operand, folding: Folding) -> str:
    written = text(entry, operand.label)
    phrase = folding.phrase(written)
    if not phrase.strip():
        message = f"{shown(entry.text)} has no letters or digits, so it is no word; use contains"
        raise Flaw("E108", entry.mark, message)
    if not phrase.isascii() and any(unicodedata.name(sign, "").startswith(_UNSPACED) for sign in phrase):
        message = f"{shown(written)} is of a script without spaces, so it seldom stands as a word; use contains"
        operand.report.add(Flaw("W212", entry.mark, message), Severity.WARNING)
    return phrase


def _reads_pieces(part: Part) -> Callable[[Operand], Pieces]:
    def read(operand: Operand) -> Pieces:
        folding = _folding(operand)
        wanted = tuple(_piece(entry, operand, folding) for entry in operand.entries())
        return Pieces(part=part, wanted=tuple(dict.fromkeys(wanted)), folding=folding)

    return read


def _piece(entry: Scalar, operand: Operand, folding: Folding) -> str:
    piece = folding.fold(text(entry, operand.label))
    if not piece:
        message = f"{operand.label} has nothing that can be seen; every text contains it"
        raise Flaw("E108", entry.mark, message)
    return piece


def _read_length(operand: Operand) -> Check[Text]:
    checks = COUNT.nested(operand)
    return Aspect(name="length", part=_length, checks=checks, speak=part_of)


def _length(value: Text) -> float:
    return float(len(value.raw))


def _operator(name: str, doc: str, sample: str, read: Callable[[Operand], Check[Text]]) -> Operator[Text]:
    return Operator(name=name, doc=doc, example=f"caption.text: {{ {name}: {sample} }}", read=read)


def _regex(operand: Operand) -> Check[Text]:
    return read_regex(operand, _folding(operand), wanted=True)


def _no_regex(operand: Operand) -> Check[Text]:
    return read_regex(operand, _folding(operand), wanted=False)


_ANY_WORD = _operator(
    "any_word", "Has one of these words or phrases.", "[sunset, golden hour]", _reads_words(Quantity.ANY)
)
_EQUALS = _operator("equals", "Is this text, or one of these.", "good morning", _reads_pieces(Part.WHOLE))
_FOLDED: tuple[Operator[Text], ...] = (
    _ANY_WORD,
    _operator("all_words", "Has all of these words or phrases.", "[sunset, lake]", _reads_words(Quantity.ALL)),
    _operator("no_word", "Has none of these words or phrases.", "[rip, funeral]", _reads_words(Quantity.NONE)),
    _operator("contains", "Has one of these anywhere.", "[sun, 夕焼け]", _reads_pieces(Part.ANYWHERE)),
    _operator("not_contains", "Has none of these anywhere.", "[giveaway]", _reads_pieces(Part.NOWHERE)),
    _EQUALS,
    _operator("starts_with", "Begins with one of these.", "[good morning]", _reads_pieces(Part.START)),
    _operator("ends_with", "Ends with one of these.", "['?']", _reads_pieces(Part.END)),
    _operator("regex", "Has something that this regular expression (RE2) describes.", "'sun(set|rise)'", _regex),
    _operator("not_regex", "Has nothing that this regular expression describes.", "'follow (me|back)'", _no_regex),
)
_LENGTH = _operator("length", "How many characters it has.", "{ lte: 500 }", _read_length)
_FOLDS = tuple(operator.name for operator in _FOLDED)
_MODIFIERS = (
    Modifier(
        name="case",
        doc="With `exact`, capitals and small letters differ.",
        example="caption.text: { any_word: Polish, case: exact }",
        belongs=_FOLDS,
    ),
    Modifier(
        name="fold",
        doc="With `accents`, café is cafe; with `turkish`, capitals are those of Turkish, where İ belongs to i.",
        example="caption.text: { any_word: cafe, fold: accents }",
        belongs=_FOLDS,
    ),
)
TEXT: Kind[Text] = Kind(
    name="text",
    operators=(*_FOLDED, _LENGTH),
    show=lambda value: value.raw,
    tell=tell,
    single=_EQUALS,
    several=_ANY_WORD,
    empty=Text(""),
    exists=exists("caption.text"),
    modifiers={modifier.name: modifier for modifier in _MODIFIERS},
)


def _among(operator: Operator[Text]) -> Operator[Thread]:
    every = operator.name in {"no_word", "not_contains", "not_regex"}
    return Operator(
        name=operator.name,
        doc=f"{'Every one' if every else 'At least one'} of them {operator.doc[0].lower()}{operator.doc[1:]}",
        example=_of_comments(operator.example),
        read=lambda operand: Among(check=operator.read(operand), every=every),
    )


def _of_comments(example: str) -> str:
    return example.replace("caption.text", "comments.texts")


_AMONG = {operator.name: _among(operator) for operator in TEXT.operators}

TEXTS: Kind[Thread] = Kind(
    name="texts",
    operators=tuple(_AMONG.values()),
    show=show_thread,
    tell=tell_thread,
    single=_AMONG["equals"],
    several=_AMONG["any_word"],
    empty=(),
    exists=exists("comments.texts"),
    modifiers={
        modifier.name: Modifier(
            name=modifier.name,
            doc=modifier.doc,
            example=_of_comments(modifier.example),
            belongs=modifier.belongs,
        )
        for modifier in _MODIFIERS
    },
)
