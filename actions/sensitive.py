"""Captions about death, illness and disaster. Nobody's automatic cheer belongs below them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rules.folding import ORDINARY

_FILE = Path(__file__).with_name("sensitive_words.txt")
_ANYWHERE = "*"


def sensitive_word(text: str) -> str | None:
    """The first word of a text that calls for a person's eye; None: there is none."""
    words, anywhere = _listed()
    phrase, folded = ORDINARY.phrase(text), ORDINARY.fold(text)
    found = (word for word in words if ORDINARY.phrase(word) in phrase)
    return next(found, None) or next((sign for sign in anywhere if ORDINARY.fold(sign) in folded), None)


@cache
def _listed() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words, and what is looked for inside of words as well."""
    lines = [line.split(":", 1) for line in _FILE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return (
        tuple(word for name, words in lines if not name.startswith(_ANYWHERE) for word in _split(words)),
        tuple(word for name, words in lines if name.startswith(_ANYWHERE) for word in _split(words)),
    )


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]
