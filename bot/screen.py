"""What is shown, before anything knows of Telegram's calls."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from bot.html import bare, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.buttons import Press
    from bot.html import Html

_LABEL_UNITS = 18


class Style(StrEnum):
    """A button's colour; old clients leave it out."""

    GOOD = "success"
    BAD = "danger"
    MAIN = "primary"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tap:
    """A button that comes back to us."""

    label: str
    press: Press
    style: Style | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A button that opens a page."""

    label: str
    url: str


Row: TypeAlias = "tuple[Tap | Link, ...]"


@dataclass(frozen=True, kw_only=True, slots=True)
class Prompt:
    """That a new message asks for words: the reader's keyboard opens for the answer."""

    number: int
    """Of the question, by which the answer is known."""
    placeholder: str = ""
    """Shown where the answer is typed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Screen:
    """One message: text, or a picture with the text below it, and buttons."""

    text: Html
    picture: str | None = None
    """The address of a picture on the network."""
    keyboard: tuple[Row, ...] = ()
    shares_place: bool = False
    """Whether a button below the input sends where the member is; then the message has no other buttons."""
    prompt: Prompt | None = None
    """Stands in place of the keyboard."""
    live: bool = False
    """Whether its message is the chat's inbox from now on, and changes when what waits does."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Venue:
    """A place on a map."""

    name: str
    address: str
    latitude: float
    longitude: float
    keyboard: tuple[Row, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Shot:
    """A picture of an album."""

    picture: str | None
    """Its address on the network."""
    caption: Html
    told: Html
    """What stands for it where it cannot be shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Album:
    """Pictures side by side. Telegram gives them no buttons: those stand in a message below."""

    shots: tuple[Shot, ...]


def label(text: str) -> str:
    """Foreign text short enough for a button."""
    return cut(bare(text), _LABEL_UNITS)


def taps(*buttons: Tap) -> Row:
    """A row of those buttons whose meaning fits into 64 bytes."""
    return tuple(button for button in buttons if button.press.fits)


def link(text: str, url: str) -> Row:
    """A row with one link; empty for an address that Telegram would refuse, which would refuse the whole message."""
    parts = urlsplit(url)
    good = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    return (Link(label=text, url=url),) if good else ()


def in_rows(buttons: Sequence[Tap], per_row: int) -> tuple[Row, ...]:
    """The buttons whose meaning fits, so many in each row."""
    good = taps(*buttons)
    return tuple(good[start : start + per_row] for start in range(0, len(good), per_row))


def keyboard(*rows: Row) -> tuple[Row, ...]:
    """The rows that have a button."""
    return tuple(row for row in rows if row)
