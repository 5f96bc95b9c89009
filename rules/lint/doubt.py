"""What may be a mistake although it can be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """One of them, about one rule."""

    code: str
    rule: str
    key: str
    """The key of the rule that it is about."""
    message: str
