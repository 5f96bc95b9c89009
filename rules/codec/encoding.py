"""Values of the rules as JSON: a table of rows, in which equal things are one row and stand before what has them."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from itertools import chain
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

from rules.fields.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Plain: TypeAlias = str | int | float | bool | None
Argument: TypeAlias = "Plain | list[int]"
"""What stands for itself, or the number of an earlier row, in brackets."""
Row: TypeAlias = "tuple[int, list[Argument]]"
"""The number of a kind, and what a thing of that kind is made of."""

PLAIN = frozenset({str, int, float, bool, type(None)})


class Encoder:
    """Writes values into one table."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        """How the things in rows are made; see `decoding`."""
        self.rows: list[Row] = []
        self._numbers: dict[str, int] = {}
        self._known: dict[str, int] = {}

    def argument(self, value: object) -> Argument:
        """How a row refers to a value. Raises TypeError for one that cannot be read back."""
        if type(value) in PLAIN and isinstance(value, Plain):
            return value
        kind, parts = _taken_apart(value)
        row: Row = self._number(kind), [self.argument(part) for part in parts]
        content = repr(row)
        if content not in self._known:
            self._known[content] = len(self.rows)
            self.rows.append(row)
        return [self._known[content]]

    def _number(self, kind: str) -> int:
        if kind not in self._numbers:
            self._numbers[kind] = len(self.kinds)
            self.kinds.append(kind)
        return self._numbers[kind]


def _taken_apart(value: object) -> tuple[str, Iterable[object]]:
    for kind, parts in _KINDS.items():
        if isinstance(value, kind):
            return parts(value)
    if value is UTC:
        return "utc", ()
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{value!r} cannot be kept")
    given = [one for one in fields(value) if one.init and not _is_default(getattr(value, one.name), one.default)]
    names = ",".join(one.name for one in given)
    return f"object {_address(type(value))} {names}", [getattr(value, one.name) for one in given]


def _is_default(value: object, default: object) -> bool:
    return default is not MISSING and type(value) is type(default) and value == default


def _address(thing: type | FunctionType) -> str:
    return f"{thing.__module__}:{thing.__qualname__}"


_KINDS: Mapping[type, Callable[[Any], tuple[str, Iterable[object]]]] = {
    tuple: lambda value: ("tuple", value),
    frozenset: lambda value: ("set", sorted(value, key=repr)),
    dict: lambda value: ("map", chain.from_iterable(value.items())),
    Enum: lambda value: (f"enum {_address(type(value))}", (value.name,)),
    Field: lambda value: ("field", (value.name,)),
    FunctionType: lambda value: ("function", (_address(value),)),
    datetime: lambda value: ("datetime", (value.isoformat(),)),
    date: lambda value: ("date", (value.isoformat(),)),
    time: lambda value: ("time", (value.isoformat(),)),
    timedelta: lambda value: ("timedelta", (value.days, value.seconds, value.microseconds)),
    ZoneInfo: lambda value: ("zone", (value.key,)),
}
"""What is no value of ours, and how it is taken apart. A time with a day is a date, too, and stands before it."""
