"""When two texts count as the same, and what counts as a word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_INVISIBLE = "\ufe0f\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""The emoji selector, the soft hyphen, and what has no width."""
_TURKISH = str.maketrans({"\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}": "i", "I": "\N{LATIN SMALL LETTER DOTLESS I}"})
_TAG_SIGNS = ("#", "\N{FULLWIDTH NUMBER SIGN}", "@")
_ABBREVIATION = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_]\.?(?![^\W_])")
_DOT_WITHIN = re.compile(r"\.[^\W\d_]")
"""Stands in every abbreviation. Most texts with a dot have none, and this is quicker to see."""
_ASCII_GAPS = {code: " " for code in range(128) if not chr(code).isalnum()}
_BARE_WORD = re.compile(r"[^\W_]+")
"""Letters and digits of all scripts, and no marks."""


class Extra(StrEnum):
    """What may be folded beyond the ordinary."""

    ACCENTS = "accents"
    TURKISH = "turkish"


@dataclass(frozen=True, kw_only=True, slots=True)
class Folding:
    """How texts are made comparable."""

    case: bool = True
    """Whether capitals and small letters are the same."""
    extra: Extra | None = None

    def fold(self, text: str) -> str:
        """The text as it is compared."""
        turkish = self.case and self.extra is Extra.TURKISH
        if text.isascii() and not turkish:  # there is nothing in it but case to fold
            return " ".join((text.lower() if self.case else text).split())
        plain = unicodedata.normalize("NFKC", visible(text))
        if turkish:
            plain = plain.translate(_TURKISH)
        if self.case:
            plain = unicodedata.normalize("NFKC", plain.casefold())
        if self.extra is Extra.ACCENTS:
            plain = _without_accents(plain)
        return " ".join(plain.split())

    def phrase(self, text: str) -> str:
        """The words of a text, folded, each with a space before and behind, so that `in` finds whole words."""
        return _spaced(self.fold(text))


ORDINARY = Folding()


def fold(text: str) -> str:
    """The text as it is compared ordinarily."""
    return ORDINARY.fold(text)


@lru_cache(maxsize=4096)
def fold_tag(text: str) -> str:
    """A hashtag or a mention without its sign, folded."""
    plain = text.strip()
    return fold(plain[1:] if plain[:1] in _TAG_SIGNS else plain)


def words(folded: str) -> tuple[str, ...]:
    """Runs of letters, marks and digits. Dotted abbreviations are one word: `r.i.p.` is `rip`."""
    joined = folded
    if "." in folded and _DOT_WITHIN.search(folded):
        joined = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), folded)
    if joined.isascii():
        return tuple(joined.translate(_ASCII_GAPS).split())
    if not any(map(_is_mark, set(joined))):
        return tuple(_BARE_WORD.findall(joined))
    return tuple("".join(sign if in_word(sign) else " " for sign in joined).split())


def _spaced(folded: str) -> str:
    return f" {' '.join(words(folded))} "


@lru_cache(maxsize=4096)
def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M"


def in_word(sign: str) -> bool:
    """Whether a sign is a letter, a mark or a digit in any script."""
    return unicodedata.category(sign)[0] in "LMN"


def runs_after(sign: str, text: str, also: str = "_") -> tuple[str, ...]:
    """The words that stand directly behind a sign, such as `#`, each once and in order."""
    found: dict[str, None] = {}
    for rest in text.split(sign)[1:]:
        end = next((at for at, here in enumerate(rest) if not in_word(here) and here not in also), len(rest))
        if end:
            found[rest[:end]] = None
    return tuple(found)


class Text:
    """A text that remembers how it folds, since many rules ask about the same one."""

    __slots__ = ("_folded", "_phrases", "raw")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._folded: dict[Folding, str] = {}
        self._phrases: dict[Folding, str] = {}

    def folded(self, folding: Folding) -> str:
        """As it is compared."""
        if folding not in self._folded:
            self._folded[folding] = folding.fold(self.raw)
        return self._folded[folding]

    def phrase(self, folding: Folding) -> str:
        """Its words, as `Folding.phrase` gives them."""
        if folding not in self._phrases:
            self._phrases[folding] = _spaced(self.folded(folding))
        return self._phrases[folding]


def visible(text: str) -> str:
    """The text without the signs that nobody sees."""
    for sign in _INVISIBLE:
        if sign in text:
            text = text.replace(sign, "")
    return text


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if unicodedata.category(sign) != "Mn"))
