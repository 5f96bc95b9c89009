"""JSON as it goes over the wire and into the database."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

Json: TypeAlias = dict[str, object]
"""A JSON object."""

Clock: TypeAlias = Callable[[], datetime]
"""Gives the present moment of the world, aware and in UTC: what messages are dated with."""

Timer: TypeAlias = Callable[[], float]
"""Gives seconds of real time, for what expires: it runs on while nobody speeds it up."""


def packed(value: object) -> str:
    """`value` as compact JSON text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def utf16_length(text: str) -> int:
    """How many UTF-16 code units `text` has: the unit of every length and offset in the Bot API."""
    return len(text.encode("utf-16-le")) // 2


def without_nothing(**fields: object) -> Json:
    """The fields that are not None: the Bot API leaves absent fields out."""
    return {name: value for name, value in fields.items() if value is not None}
