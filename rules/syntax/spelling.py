"""What somebody probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LISTED = 14
"""More names than this would bury the message."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like `word`, if one is like it at all."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it, and starting must be quick

    form = _form(word)
    by_form = {_form(name): name for name in known}
    found = get_close_matches(form, by_form, n=1, cutoff=0.65)
    parts = sorted((name for name in by_form if form in name.split(".")), key=len)
    return next((by_form[name] for name in (*found, *parts)), None)


def advice(word: str, known: Iterable[str], *, lead: str = "known are") -> str:
    """The end of a sentence: a guess, or all that is allowed."""
    names = sorted(str(name) for name in known)
    guess = nearest(word[:80], names)
    if guess is not None:
        return f"; did you mean {guess!r}?"
    if not names:
        return "; there are none"
    if len(names) > _LISTED:
        return f"; {lead} {', '.join(names[:_LISTED])} and {len(names) - _LISTED} more"
    return f"; {lead} {', '.join(names)}"


def shown(text: str, length: int = 40) -> str:
    """A text in quotes, on one line and not longer than is pleasant."""
    line = " ".join(text.split())
    return repr(line if len(line) <= length else f"{line[: length - 1].rstrip()}…")


def _form(word: str) -> str:
    return word.casefold().replace("_", ".").replace("-", ".")
