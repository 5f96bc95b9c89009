"""A short name for what something says, whatever its notes, its title or its place in the file."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import sha256
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

_Telling: TypeAlias = "Callable[[Any], str]"

_told: dict[type, _Telling] = {}
"""How values of a class are told apart: asked of the class once, and not for each of ten thousand rules."""


def version(value: object) -> str:
    """Twelve hex digits that change when, and only when, the meaning does."""
    return sha256(_canonical(value).encode()).hexdigest()[:12]


def _canonical(value: object) -> str:
    kind = type(value)
    tell = _told.get(kind)
    if tell is None:
        tell = _told[kind] = _telling(kind)
    return tell(value)


def _telling(kind: type) -> _Telling:
    if issubclass(kind, tuple):
        return lambda value: f"[{','.join(map(_canonical, value))}]"
    if issubclass(kind, frozenset):
        return lambda value: f"{{{','.join(sorted(map(_canonical, value)))}}}"
    if issubclass(kind, Enum):  # which may be a text, too
        return {one: f"{kind.__name__}.{one.name}" for one in kind}.__getitem__
    if is_dataclass(kind):
        return _telling_parts(kind)
    return repr


def _telling_parts(kind: type) -> _Telling:
    names = [field.name for field in fields(kind) if field.compare]
    told = f"{kind.__name__}({','.join(f'{name}={{}}' for name in names)})".format
    parts = [attrgetter(name) for name in names]
    return lambda value: told(*[_canonical(part(value)) for part in parts])
