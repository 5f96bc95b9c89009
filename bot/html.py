"""The one place where text becomes Telegram's HTML, so that nobody's words are ever read as markup."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, LiteralString

from bot.language import translated

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
"""Both in UTF-16 units, counted after the markup is read."""

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_DIRECTION_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_TAG = re.compile(r"</?[a-z][^<>]*>")
_JOINERS = "\u200d\ufe0f"


class Html(str):
    """Text that is markup already: everything foreign in it is escaped."""

    __slots__ = ()


def t(template: LiteralString, *parts: object) -> Html:
    """Fill a template of our own, in the reader's language.

    Every part that is not markup already is escaped and kept in its own direction.
    """
    return Html(translated(template).format(*map(_safe, parts)))


def lines(*parts: Html | None) -> Html:
    """The parts below each other, without the empty ones."""
    return Html("\n".join(filter(None, parts)))


def joined(parts: Iterable[Html]) -> Html:
    """The parts beside each other, with dots between them, without the empty ones."""
    return Html(" · ".join(filter(None, parts)))


def fitting(parts: Iterable[Html | None], limit: int) -> Html:
    """As many whole parts, below each other, as fit; an ellipsis says that there was more."""
    kept: list[Html] = []
    room = limit - len("\n…")
    for part in filter(None, parts):
        room -= units(plain(part)) + len("\n")
        if room < 0:
            return lines(*kept, Html("…"))
        kept.append(part)
    return lines(*kept)


def cut(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units of one line of text, with an ellipsis where something is missing."""
    text = " ".join(bare(text).split())
    if units(text) <= limit:
        return text
    room, end = limit - len("…"), 0
    for end, character in enumerate(text):  # noqa: B007 - where the loop ended is what is wanted
        room -= units(character)
        if room < 0:
            break
    while end and _continues(text, end):
        end -= 1
    return text[:end].rstrip() + "…"


def bare(text: str) -> str:
    """Text without the invisible characters that turn the direction of what stands around it."""
    return text.translate(_DIRECTION_CONTROLS)


def units(text: str) -> int:
    """The length as Telegram counts it: 😀 is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(markup: Html) -> str:
    """What is seen of markup."""
    return html.unescape(_TAG.sub("", markup))


def _safe(part: object) -> str:
    if isinstance(part, Html):
        return part
    text = bare(str(part))
    escaped = html.escape(text)
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text):
        return f"{_FIRST_STRONG_ISOLATE}{escaped}{_POP_ISOLATE}"
    return escaped


def _continues(text: str, end: int) -> bool:
    # A cut here would leave half of what is drawn as one sign: a letter with its accents, a family of emoji.
    after = text[end]
    return after in _JOINERS or text[end - 1] == "\u200d" or unicodedata.category(after).startswith("M")
