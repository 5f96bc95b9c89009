"""One key of the language, and the values that several have."""

from __future__ import annotations

from dataclasses import dataclass

from domain.plans import Mode
from rules.schema import shapes
from rules.schema.shapes import Json, number, one_of, table, text, written


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """One key."""

    doc: str
    shape: Json
    example: str = ""
    """As it would stand in a file, in one line or more."""


MODE = one_of(*(str(mode) for mode in Mode))
RATE = written(r"^[0-9]+ per [0-9dhms]+$")
SPAN = written(r"^[0-9dhms]+(\.\.[0-9dhms]+)?$")
PERCENT = written(r"^[0-9]+(\.[0-9]+)?%$")
CLOCK = written(r"^[0-2]?[0-9]:[0-5][0-9]$")
ID = shapes.name(r"^[a-z0-9-]+$")
ACTION = shapes.reference("action")
CONDITIONS = shapes.reference("conditions")
CIRCLE = table(
    {"near": {"type": "array", "items": number(), "minItems": 2, "maxItems": 2}, "within": text()},
    required=("near", "within"),
)
TEST = shapes.reference("test")
