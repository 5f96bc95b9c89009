"""Answers of the network as tables for people. What strangers wrote cannot steer the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from likewise.api.pages import Item

_LONGEST = 200
Column: TypeAlias = tuple[str, Callable[["Item"], object]]


def _at(*names: str) -> Callable[[Item], object]:
    """What is found by going down these names; None where there is nothing."""

    def find(item: Item) -> object:
        value: object = item
        for name in names:
            value = value.get(name) if isinstance(value, dict) else None
        return value

    return find


def _when(item: Item) -> object:
    text = str(item.get("created_time") or "")
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(int(text), UTC).strftime("%Y-%m-%d %H:%M")
    return text


_ID: Column = ("id", _at("id"))
_MEDIA: tuple[Column, ...] = (
    _ID,
    ("by", _at("user", "username")),
    ("when (UTC)", _when),
    ("likes", _at("likes", "count")),
    ("comments", _at("comments", "count")),
    ("where", _at("location", "name")),
    ("caption", _at("caption", "text")),
)
_COMMENT: tuple[Column, ...] = (
    _ID,
    ("by", _at("from", "username")),
    ("when (UTC)", _when),
    ("text", _at("text")),
)
_TAG: tuple[Column, ...] = (("tag", _at("name")), ("photos", _at("media_count")))
_PROFILE: tuple[Column, ...] = (
    _ID,
    ("user name", _at("username")),
    ("name", _at("full_name")),
    ("photos", _at("counts", "media")),
    ("followers", _at("counts", "followed_by")),
    ("follows", _at("counts", "follows")),
    ("bio", _at("bio")),
)
_PERSON: tuple[Column, ...] = _PROFILE[:3]
_PLACE: tuple[Column, ...] = (
    _ID,
    ("name", _at("name")),
    ("latitude", _at("latitude")),
    ("longitude", _at("longitude")),
)
_TELLING: tuple[tuple[str, tuple[Column, ...]], ...] = (
    ("images", _MEDIA),
    ("from", _COMMENT),
    ("media_count", _TAG),
    ("counts", _PROFILE),
    ("username", _PERSON),
    ("latitude", _PLACE),
)
"""The key by which an object is known, and what is shown of it."""


def many(items: Sequence[Item]) -> Table:
    """A row for each item."""
    columns = _columns(items[0])
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title, _ in columns:
        table.add_column(title, no_wrap=title not in {"caption", "text", "bio"}, overflow="fold")
    for item in items:
        table.add_row(*(_cell(read(item)) for _, read in columns))
    return table


def one(item: Item) -> Table:
    """A row for each thing that is known of one item."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for title, read in _columns(item):
        table.add_row(title, _cell(read(item)))
    return table


def _columns(item: Item) -> tuple[Column, ...]:
    known = next((columns for key, columns in _TELLING if key in item), None)
    return known or tuple((_plain(key), _at(key)) for key in item)


def _cell(value: object) -> Text:
    return Text("—" if value is None else _plain(str(value)))


def _plain(text: str) -> str:
    """In one line, and without anything that a terminal obeys."""
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
