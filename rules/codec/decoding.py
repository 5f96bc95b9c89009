"""Values of the rules, read back from what `encoding` wrote. It makes nothing but what the rules are made of."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from importlib import import_module
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

from rules.fields.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rules.codec.encoding import Argument, Row

_ROOMS = frozenset({"domain", "rules"})
"""Where the things come from that a table may name."""

_Maker: TypeAlias = "Callable[[list[Any]], object]"


def decoded(kinds: Iterable[str], rows: Iterable[Row], argument: Argument) -> object:
    """The value for which `argument` stands. Raises TypeError, or another of Python's errors, for any other table."""
    makers = [_maker(*kind.split(" ")) for kind in kinds]
    made: list[object] = []
    for number, parts in rows:
        made.append(makers[number]([made[part[0]] if part.__class__ is list else part for part in parts]))
    return made[argument[0]] if isinstance(argument, list) else argument


def _maker(kind: str, address: str = "", names: str = "") -> _Maker:
    match kind:
        case "object":
            return _object(_at(address), names.split(",") if names else [])
        case "enum":
            return _member(_at(address))
    if kind not in _MAKERS:
        raise TypeError(f"nothing can be made of {kind!r}")
    return _MAKERS[kind]


def _object(made: object, names: list[str]) -> _Maker:
    if not (isinstance(made, type) and is_dataclass(made)):
        raise TypeError(f"{made!r} is no kind of value")
    return lambda values: made(**dict(zip(names, values, strict=True)))


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
