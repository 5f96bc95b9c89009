"""When two texts count as the same, and what counts as a word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_INVISIBLE = "\ufe0f\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""The emoji selector, the soft hyphen, and what has no width."""
_TURKISH = str.maketrans({"\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}": "i", "I": "\N{LATIN SMALL LETTER DOTLESS I}"})
_TAG_SIGNS = ("#", "\N{FULLWIDTH NUMBER SIGN}", "@")
_ABBREVIATION = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_]\.?(?![^\W_])")
_DOT_WITHIN = re.compile(rb"\.[A-Za-z\x80-\xff]")
"""Stands in every abbreviation. Most texts with a dot have none, and this is quicker to see."""
_ASCII = [chr(code) for code in range(128)]
_REST = bytes(range(128, 256))
_SMALL = "".join(" " if sign.isspace() else sign.lower() for sign in _ASCII).encode() + _REST
_WORDS = "".join(sign if sign.isalnum() else " " for sign in _ASCII).encode() + _REST
_MARK = b"!"
_MARKED = b" " * 128 + _MARK * 128
"""Tables for bytes, which are translated ten times as fast as text. What makes up signs beyond ASCII is kept as it
is, and looked at word by word; the last table shows where."""


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
        small = text.encode("utf-8", "surrogatepass").translate(_SMALL)
        folded = small if text.isascii() else _mended(small, _fold_part)
        return b" ".join(folded.split()) if b"  " in folded else folded.strip()

    def phrase(self, text: str) -> str:
        """The words of a text, folded, each with a space before and behind, so that `in` finds whole words."""
        return spaced(self.words(text))

    def words(self, text: str) -> list[bytes]:
        """Runs of letters, marks and digits, folded, in UTF-8. Dotted abbreviations are one: `R.I.P.` is `rip`."""
        return words_of(self.encoded(text))

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


def fold_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Several, all at once if they are as plain as most."""
    together = "".join(texts)
    if together.isascii() and together.isalnum():
        return tuple(texts) if together.islower() else tuple(map(str.lower, texts))
    return tuple(map(fold_tag, texts))


@lru_cache(maxsize=4096)
def _fold_tag(text: str) -> str:
    plain = text.strip()
    return fold(plain[1:] if plain[:1] in _TAG_SIGNS else plain)


def words_of(folded: bytes) -> list[bytes]:
    """The words of what `Folding.encoded` made of a text."""
    plain = _without_dots(folded) if _DOT_WITHIN.search(folded) else folded
    words = plain.translate(_WORDS)
    return (words if words.isascii() else _mended(words, _split)).split()


def spaced(words: Iterable[bytes]) -> str:
    """Words with a space before and behind each."""
    return f" {b' '.join(words).decode(errors='surrogatepass')} "


def _without_dots(folded: bytes) -> bytes:
    text = folded.decode(errors="surrogatepass")
    return _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), text).encode(errors="surrogatepass")


def _mended(text: bytes, mend: Callable[[bytes], bytes]) -> bytes:
    """The text with every part between two spaces mended that is not ASCII. Most texts have few of them."""
    marks, done = text.translate(_MARKED), 0
    parts: list[bytes] = []
    at = marks.find(_MARK)
    while at >= 0:
        start, end = text.rfind(b" ", done, at) + 1 or done, text.find(b" ", at)
        end = end if end >= 0 else len(text)
        parts += text[done:start], mend(text[start:end])
        done, at = end, marks.find(_MARK, end)
    return b"".join((*parts, text[done:]))


@lru_cache(maxsize=4096)
def _split(part: bytes) -> bytes:
    signs = (sign if in_word(sign) else " " for sign in part.decode(errors="surrogatepass"))
    return "".join(signs).encode(errors="surrogatepass")


# White space is a boundary for all that folding does, so a text may be folded in parts.
@lru_cache(maxsize=4096)
def _fold_part(part: bytes) -> bytes:
    return ORDINARY.fold_whole(part.decode(errors="surrogatepass")).encode(errors="surrogatepass")


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
