"""A short name for what something says, whatever its notes, its title or its place in the file."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import sha256

_PLAIN = frozenset({str, int, float, bool, type(None)})
"""What says itself. Exactly these: an enumeration may be a text, too."""
_compared: dict[type, tuple[str, ...]] = {}
"""What tells values of a class apart: asked of the class once, and not for each of ten thousand rules."""


def version(value: object) -> str:
    """Twelve hex digits that change when, and only when, the meaning does."""
    return sha256(_canonical(value).encode()).hexdigest()[:12]


def _canonical(value: object) -> str:
    kind = type(value)
    if kind in _PLAIN:
        return repr(value)
    if isinstance(value, tuple):
        return f"[{','.join(map(_canonical, value))}]"
    if isinstance(value, frozenset):
        return f"{{{','.join(sorted(map(_canonical, value)))}}}"
    if isinstance(value, Enum):
        return f"{kind.__name__}.{value.name}"
    if is_dataclass(kind):
        if kind not in _compared:
            _compared[kind] = tuple(field.name for field in fields(kind) if field.compare)
        told = (f"{name}={_canonical(getattr(value, name))}" for name in _compared[kind])
        return f"{kind.__name__}({','.join(told)})"
    return repr(value)
