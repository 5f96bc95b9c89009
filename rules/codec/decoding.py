"""Values of the rules, read back from what `encoding` wrote. It makes nothing but what the rules are made of.

Columns and not rows: thousands of things are made by a few calls that do not come back to Python for each of them.
"""

from __future__ import annotations

from collections import deque
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from importlib import import_module
from itertools import islice, repeat
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

from rules.codec.encoding import OBJECT
from rules.fields.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rules.codec.encoding import Argument, Block, Column

_ROOMS = frozenset({"domain", "rules"})
"""Where the things come from that a table may name."""

_Maker: TypeAlias = "Callable[[list[Any]], object]"


def decoded(blocks: Iterable[Block], argument: Argument) -> object:
    """The value for which `argument` stands. Raises TypeError, or another of Python's errors, for any other table."""
    made: list[object] = []
    for kind, count, columns in blocks:
        make = _objects if kind.startswith(OBJECT) else _others
        made += make(kind, count, columns, made)
    return _one(argument, made)


def _objects(kind: str, count: int, columns: Sequence[Column], made: Sequence[object]) -> Iterable[object]:
    _, address, names = kind.split(" ")
    parts = dict(zip(filter(None, names.split(",")), (_entries(one, count, made) for one in columns), strict=True))
    cls = _at(address)
    if not (isinstance(cls, type) and is_dataclass(cls)):
        raise TypeError(f"{cls!r} is no kind of value")
    if hasattr(cls, "__post_init__"):
        return [cls(**dict(zip(parts, values, strict=True))) for values in zip(*parts.values(), strict=True)]
    if [*parts] != [one.name for one in fields(cls)]:
        raise TypeError(f"{cls!r} has other attributes")
    things = list(map(object.__new__, repeat(cls, count)))
    for name, entries in parts.items():
        deque(map(getattr(cls, name).__set__, things, entries), maxlen=0)
    return things


def _others(kind: str, count: int, columns: Sequence[Column], made: Sequence[object]) -> Iterable[object]:
    """What has as many parts as it likes: how many each has, and all parts, stand in a column each."""
    lengths, parts = columns
    sizes = _entries(lengths, count, made)
    entries = iter(_entries(parts, sum(sizes), made))
    return map(_maker(*kind.split(" ")), [list(islice(entries, size)) for size in sizes])


def _entries(column: Column, count: int, made: Sequence[object]) -> Sequence[Any]:
    how, content = column
    entries: Sequence[Any]
    match how:
        case "same":
            return [_one(content, made)] * count
        case "plain":
            entries = content
        case "made":
            entries = [made[number] for number in content]
        case "any":
            entries = [_one(argument, made) for argument in content]
        case _:
            raise TypeError(f"no column is written as {how!r}")
    if len(entries) != count:
        raise ValueError(f"a column has {len(entries)} entries, not {count}")
    return entries


def _one(argument: Argument, made: Sequence[object]) -> object:
    return made[argument[0]] if isinstance(argument, list) else argument


def _maker(name: str, address: str = "") -> _Maker:
    if name == "enum":
        return _member(_at(address))
    if name not in _MAKERS:
        raise TypeError(f"nothing can be made of {name!r}")
    return _MAKERS[name]


def _member(made: object) -> _Maker:
    if not (isinstance(made, type) and issubclass(made, Enum)):
        raise TypeError(f"{made!r} is no enumeration")
    return lambda values: made[values[0]]


def _function(address: str) -> FunctionType:
    found = _at(address)
    if not isinstance(found, FunctionType):
        raise TypeError(f"{address!r} is no function")
    return found


def _at(address: str) -> object:
    """What one of our modules defines by this name."""
    module, _, name = address.partition(":")
    if module.partition(".")[0] not in _ROOMS:
        raise TypeError(f"{module!r} is none of the rules' modules")
    found = vars(import_module(module)).get(name)
    if getattr(found, "__module__", None) != module:
        raise TypeError(f"{module} defines no {name!r}")
    return found


_MAKERS: Mapping[str, _Maker] = {
    "tuple": tuple,
    "set": frozenset,
    "map": lambda values: dict(zip(values[::2], values[1::2], strict=True)),
    "field": lambda values: CATALOGUE[values[0]],
    "function": lambda values: _function(values[0]),
    "datetime": lambda values: datetime.fromisoformat(values[0]),
    "date": lambda values: date.fromisoformat(values[0]),
    "time": lambda values: time.fromisoformat(values[0]),
    "timedelta": lambda values: timedelta(*values),
    "zone": lambda values: ZoneInfo(values[0]),
    "utc": lambda _: UTC,
}
