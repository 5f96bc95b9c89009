"""The fields of an answer as nested lists, from its schema."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.instagram.api.call import Json

_DEEPEST = 5


def tree(schema: Json, schemas: Mapping[str, Json], depth: int = 0) -> str:
    """A list of fields with what is known of each; nothing for what has no fields."""
    record = _record(schema, schemas)
    if record is None or depth > _DEEPEST:
        return ""
    properties, required = record["properties"], record["required"]
    if not isinstance(properties, dict) or not isinstance(required, list):
        raise TypeError("An object in the document has properties, and a list of those that are required.")
    rows = [_row(name, field, schemas, depth, needed=name in required) for name, field in properties.items()]
    return f"<ul>{''.join(rows)}</ul>" if rows else ""


def _row(name: str, field: Json, schemas: Mapping[str, Json], depth: int, *, needed: bool) -> str:
    maybe = "" if needed else ' <i class="maybe">not always</i>'
    text = _text(field, schemas)
    said = f" <span>{escape(text)}</span>" if text else ""
    return (
        f"<li><code>{escape(name)}</code> <em>{escape(kind(field))}</em>{maybe}{said}"
        f"{tree(field, schemas, depth + 1)}</li>"
    )


def kind(schema: Json) -> str:
    """What a field holds, in a few words."""
    if not isinstance(schema, dict):
        return ""
    words, others = schema.get("enum"), schema.get("oneOf")
    if isinstance(words, list):
        return " | ".join(map(str, words))
    if isinstance(others, list):
        return " or ".join(map(kind, others))
    if schema.get("type") == "array":
        return f"list of {kind(schema['items'])}"
    return _name(schema) if "$ref" in schema else str(schema.get("const", schema.get("type", "")))


def _name(schema: Mapping[str, Json]) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _text(schema: Json, schemas: Mapping[str, Json]) -> str:
    if isinstance(schema, dict) and "$ref" in schema:
        return _text(schemas[_name(schema)], schemas)
    return str(schema.get("description", "")) if isinstance(schema, dict) else ""


def _record(schema: Json, schemas: Mapping[str, Json]) -> Mapping[str, Json] | None:
    """The object that a field holds, by itself, in a list, or as the first of several things."""
    if not isinstance(schema, dict):
        return None
    if "$ref" in schema:
        return _record(schemas[_name(schema)], schemas)
    if schema.get("type") == "array":
        return _record(schema["items"], schemas)
    if "oneOf" in schema and isinstance(schema["oneOf"], list):
        return next((found for one in schema["oneOf"] if (found := _record(one, schemas)) is not None), None)
    return schema if schema.get("type") == "object" else None
