"""The part of the schema that says which field can be asked what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.fields.catalogue import CATALOGUE
from rules.schema import shapes
from rules.schema.shapes import Json, duration, items, number, one_of, several, text, truth
from rules.values.choices import BOOL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rules.fields.field import AnyField

_ANYTHING: Json = {}
_PAIR = {"type": "array", "items": number(), "minItems": 2, "maxItems": 2}
_BOUNDS = ("eq", "ne", "lt", "lte", "gt", "gte")

_BY_OPERATOR: Mapping[str, Json] = {
    **dict.fromkeys(("any_word", "all_words", "no_word", "contains", "not_contains"), several(text())),
    **dict.fromkeys(("equals", "starts_with", "ends_with", "regex", "not_regex"), several(text())),
    **dict.fromkeys(("any_of", "all_of", "none_of", "only"), several(text())),
    "between": {"type": "array", "minItems": 2, "maxItems": 2},
    "exists": truth(),
    "case": one_of("exact"),
    "near": _PAIR,
    "within": text(),
    "older_than": duration(),
    "before": text(),
    "after": text(),
}
"""What stands behind an operator, whichever field it belongs to. One that is not here lets everything pass."""


def conditions() -> Json:
    """A map of fields and groups of conditions."""
    again = items(shapes.reference("conditions"))
    groups: dict[str, Json] = {
        "all": shapes.documented(again, "Every one of these maps must hold."),
        "any": shapes.documented(again, "At least one of these maps must hold."),
        "none": shapes.documented(again, "None of these maps may hold."),
        "use": shapes.documented(several(text()), "Conditions of the file by name.", "use: [calm_post]"),
    }
    return shapes.table({**groups, **{name: _field(field) for name, field in CATALOGUE.items()}}, least=1)


def _field(field: AnyField) -> Json:
    return shapes.documented(_asked(field), field.doc, field.example)


def _asked(field: AnyField) -> Json:
    kind = field.kind
    ways: list[object] = []
    if kind.single is not None or kind.several is not None:
        ways += [text(), {"type": "array", "minItems": 1}]
    if kind is BOOL:
        ways = [truth()]
    if kind.operators:
        properties = {
            usage.name: shapes.documented(_operand(kind.name, usage.name), usage.doc, usage.example)
            for usage in sorted(kind.usages(), key=lambda usage: usage.name)
        }
        ways.append(shapes.table(properties, least=1))
    return {"anyOf": ways} if ways else _ANYTHING


def _operand(kind: str, operator: str) -> Json:
    if operator in _BOUNDS:
        return {"number": number(), "duration": duration()}.get(kind, _ANYTHING)
    return _BY_OPERATOR.get(operator, _ANYTHING)
