"""Values of the rules as JSON: a table of columns, in which equal things are one and stand before what has them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from itertools import chain
from operator import attrgetter
from types import FunctionType, NoneType
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

from rules.fields.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Plain: TypeAlias = str | int | float | bool | None
Argument: TypeAlias = "Plain | list[int]"
"""What stands for itself, or the number of an earlier thing, in brackets."""
Column: TypeAlias = "tuple[str, Any]"
"""Arguments that many things have in the same place, and how they are written: `plain` ones; things that were `made`
before, by number; of `any` sort; or the `same` one for all."""
Block: TypeAlias = "tuple[str, int, list[Column]]"
"""Things of one kind, and how many. Objects have a column for each attribute; of all others, one column says how many
parts each has, and another has the parts of all."""

OBJECT = "object "
"""Begins the kinds of objects, which their class and their attributes follow."""
PLAIN = frozenset({str, int, float, bool, NoneType})
_Taken: TypeAlias = "tuple[str, Iterable[object]]"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    kind: str
    parts: list[Argument]
    level: int
    """It stands behind all things of a lower level, and of these it is made."""


class Encoder:
    """Writes values into one table. They must live until it is written."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []
        self._by_content: dict[tuple[str, str], int] = {}
        self._by_id: dict[int, list[int]] = {}
        self._takers: dict[type, Callable[[Any], _Taken]] = {}

    def argument(self, value: object) -> Argument:
        """How a table refers to a value. Raises TypeError for one that cannot be read back."""
        if type(value) in PLAIN and isinstance(value, (str, int, float, NoneType)):
            return value
        known = self._by_id.get(id(value))
        if known is None:
            known = self._by_id[id(value)] = [self._row(value)]
        return known

    def table(self, value: object) -> tuple[list[Block], Argument]:
        """The whole table for one value, and how that stands in it."""
        found = self.argument(value)
        blocks: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for number, row in enumerate(self._rows):
            blocks[row.level, row.kind].append(number)
        order = [number for block in sorted(blocks) for number in blocks[block]]
        place = {number: [at] for at, number in enumerate(order)}
        written = [self._block(kind, blocks[level, kind], place) for level, kind in sorted(blocks)]
        return written, place[found[0]] if isinstance(found, list) else found

    def _row(self, value: object) -> int:
        kind, parts = self._taken_apart(value)
        arguments = [self.argument(part) for part in parts]
        content = kind, repr(arguments)
        if content not in self._by_content:
            below = (self._rows[one[0]].level for one in arguments if isinstance(one, list))
            self._by_content[content] = len(self._rows)
            self._rows.append(_Row(kind=kind, parts=arguments, level=1 + max(below, default=0)))
        return self._by_content[content]

    def _taken_apart(self, value: object) -> _Taken:
        kind = type(value)
        if kind not in self._takers:
            self._takers[kind] = _taker(value)
        return self._takers[kind](value)

    def _block(self, kind: str, numbers: Sequence[int], place: Mapping[int, list[int]]) -> Block:
        rows = [
            [place[one[0]] if isinstance(one, list) else one for one in self._rows[number].parts]
            for number in numbers
        ]
        if kind.startswith(OBJECT):
            return kind, len(rows), [_column(one) for one in zip(*rows, strict=True)]
        parts = list(chain.from_iterable(rows))
        return kind, len(rows), [_column([len(row) for row in rows]), _column(parts)]


def _column(entries: Sequence[Argument]) -> Column:
    if entries and all(one == entries[0] and type(one) is type(entries[0]) for one in entries):
        return "same", entries[0]
    made = [one[0] for one in entries if isinstance(one, list)]
    if made:
        return ("made", made) if len(made) == len(entries) else ("any", entries)
    return "plain", entries


def _taker(value: object) -> Callable[[Any], _Taken]:
    """How values of the class of this one are taken apart."""
    for kind, take in _KINDS.items():
        if isinstance(value, kind):
            return take
    if value is UTC:
        return lambda _: ("utc", ())
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{value!r} cannot be kept")
    names = [one.name for one in fields(value) if one.init]
    parts = [attrgetter(name) for name in names]
    told = f"{OBJECT}{_address(type(value))} {','.join(names)}"
    return lambda value: (told, [part(value) for part in parts])


def _address(thing: type | FunctionType) -> str:
    return f"{thing.__module__}:{thing.__qualname__}"


_KINDS: Mapping[type, Callable[[Any], _Taken]] = {
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
