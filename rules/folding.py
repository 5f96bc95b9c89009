"""When two texts count as the same, and what counts as a word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


_INVISIBLE = "\ufe0f\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""The emoji selector, the soft hyphen, and what has no width."""
_TURKISH = str.maketrans({"\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}": "i", "I": "\N{LATIN SMALL LETTER DOTLESS I}"})
_TAG_SIGNS = ("#", "\N{FULLWIDTH NUMBER SIGN}", "@")
_ABBREVIATION = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_]\.?(?![^\W_])")
_DOT_WITHIN = re.compile(r"\.[A-Za-z\x80-\U0010ffff]")
"""Stands in every abbreviation. Most texts with a dot have none, and this is quicker to see."""
_OVERLAY = "\N{COMBINING LONG SOLIDUS OVERLAY}"
"""The only mark that joins signs of ASCII other than letters: it makes `≠` of `=`."""
_ASCII = [chr(code) for code in range(128)]
_REST = bytes(range(128, 256))
_SMALL = "".join(" " if sign.isspace() else sign.lower() for sign in _ASCII).encode() + _REST
_WORDS = "".join(sign if sign.isalnum() else " " for sign in _ASCII).encode() + _REST
_SMALL_WORDS = _WORDS.translate(_SMALL)
"""Tables for bytes, which are translated ten times as fast as text. What makes up signs beyond ASCII is kept as it
is, and looked at word by word."""


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
        if not self.case or self.extra is not None:
            return self.fold_whole(text)
        return " ".join(text.lower().split()) if text.isascii() else self.encoded(text).decode(errors="surrogatepass")

    def encoded(self, text: str) -> bytes:
        """The text as it is compared, in UTF-8."""
        if not self.case or self.extra is not None:
            return self.fold_whole(text).encode(errors="surrogatepass")
        parts = _parts(text, _SMALL)
        if not text.isascii():
            parts = [part if part.isascii() else _fold_part(part) for part in parts]
        return b" ".join(filter(None, parts))

    def phrase(self, text: str) -> str:
        """The words of a text, folded, each with a space before and behind, so that `in` finds whole words."""
        return spaced(self.words(text))

    def words(self, text: str) -> list[bytes]:
        """Runs of letters, marks and digits, folded, in UTF-8. Dotted abbreviations are one: `R.I.P.` is `rip`."""
        if not self.case or self.extra is not None or _OVERLAY in text or _DOT_WITHIN.search(text):
            return _words(self.fold(text))
        parts = _parts(text, _SMALL_WORDS)
        if text.isascii():
            return parts
        return [word for part in parts for word in ((part,) if part.isascii() else _part_words(part))]

    def fold_whole(self, text: str) -> str:
        """The same, without a look at the parts."""
        plain = unicodedata.normalize("NFKC", visible(text))
        if self.case and self.extra is Extra.TURKISH:
            plain = plain.translate(_TURKISH)
        if self.case:
            plain = unicodedata.normalize("NFKC", plain.casefold())
        if self.extra is Extra.ACCENTS:
            plain = _without_accents(plain)
        return " ".join(plain.split())


ORDINARY = Folding()


def fold(text: str) -> str:
    """The text as it is compared ordinarily."""
    return ORDINARY.fold(text)


def fold_tag(text: str) -> str:
    """A hashtag or a mention without its sign, folded."""
    return text.lower() if text.isascii() and text.isalnum() else _fold_tag(text)


@lru_cache(maxsize=4096)
def _fold_tag(text: str) -> str:
    plain = text.strip()
    return fold(plain[1:] if plain[:1] in _TAG_SIGNS else plain)


def spaced(words: Iterable[bytes]) -> str:
    """Words with a space before and behind each."""
    return f" {b' '.join(words).decode(errors='surrogatepass')} "


def _words(folded: str) -> list[bytes]:
    joined = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), folded) if "." in folded else folded
    parts = _parts(joined, _WORDS)
    return [word for part in parts for word in ((part,) if part.isascii() else _split(part))]


def _parts(text: str, table: bytes) -> list[bytes]:
    return text.encode(errors="surrogatepass").translate(table).split()


@lru_cache(maxsize=4096)
def _split(part: bytes) -> tuple[bytes, ...]:
    signs = (sign if in_word(sign) else " " for sign in part.decode(errors="surrogatepass"))
    return tuple("".join(signs).encode(errors="surrogatepass").split())


# A boundary of ASCII is one for all that folding does (_OVERLAY apart), so a text may be folded in parts.
@lru_cache(maxsize=4096)
def _fold_part(part: bytes) -> bytes:
    return ORDINARY.fold_whole(part.decode(errors="surrogatepass")).encode(errors="surrogatepass")


@lru_cache(maxsize=4096)
def _part_words(part: bytes) -> tuple[bytes, ...]:
    return tuple(_words(_fold_part(part).decode(errors="surrogatepass")))


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
            self._phrases[folding] = folding.phrase(self.raw)
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
