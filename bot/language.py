"""The language of whoever reads. English is written in the code; what it becomes stands in `bot/locale/`."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from typing import TYPE_CHECKING, LiteralString

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENGLISH = NullTranslations()
_READING: ContextVar[NullTranslations] = ContextVar("reading", default=_ENGLISH)
"""What the texts are looked up in, for as long as something is shown to one reader."""


@contextmanager
def read_in(translations: NullTranslations) -> Iterator[None]:
    """Let everything that is said inside be said in another language."""
    token = _READING.set(translations)
    try:
        yield
    finally:
        _READING.reset(token)


def translated(text: str) -> str:
    """A text of ours as the reader reads it; in English where nobody translated it."""
    return _READING.get().gettext(text) if text else ""  # what gettext knows of "" is the catalogue's header


def say(template: LiteralString, *parts: object) -> str:
    """Plain words for a button or a toast: a template of our own, translated, then filled."""
    return translated(template).format(*parts)


def several(one: LiteralString, many: LiteralString, number: int, *parts: object) -> str:
    """The form of a template that fits the number: `several("{} photo", "{} photos", 3, 3)`."""
    return _READING.get().ngettext(one, many, number).format(*parts)
