"""A short name for what something says, whatever its notes, its title or its place in the file."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import timedelta
from enum import Enum
from hashlib import sha256


def version(value: object) -> str:
    """Twelve hex digits that change when, and only when, the meaning does."""
    return sha256(_canonical(value).encode()).hexdigest()[:12]


def _canonical(value: object) -> str:
    if is_dataclass(value):
        told = (f"{field.name}={_canonical(getattr(value, field.name))}" for field in fields(value) if field.compare)
        return f"{type(value).__name__}({','.join(told)})"
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, frozenset):
        return f"{{{','.join(sorted(map(_canonical, value)))}}}"
    if isinstance(value, tuple):
        return f"[{','.join(map(_canonical, value))}]"
    if isinstance(value, timedelta):
        return f"{value.total_seconds()}s"
    return repr(value)
