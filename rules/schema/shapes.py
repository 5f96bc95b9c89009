"""Fragments of a JSON Schema, for values as editors see them.

An editor types plain values by YAML 1.2, where `12` is a number, `true` a truth, and `null` and `~` are nothing; our
loader takes every value as text. So a fragment for text lets them pass: the editor must never be stricter than the
loader.
"""

from __future__ import annotations

from typing import TypeAlias

Json: TypeAlias = dict[str, object]

_READ_OTHERWISE = ("number", "boolean", "null")
"""What an editor makes of some texts that are not in quotes."""
_REFERENCE = r"^\$[A-Za-z0-9_-]+$"


def one_of(*words: str) -> Json:
    """One of these words."""
    return {"enum": list(words)}


def text() -> Json:
    """One value, which the loader reads as text."""
    return {"type": ["string", *_READ_OTHERWISE]}


def written(pattern: str) -> Json:
    """A text of this form, which no number has."""
    return {"type": "string", "pattern": pattern}


def name(pattern: str) -> Json:
    """A name of this form, which may look like a number."""
    return {"anyOf": [written(pattern), {"type": [*_READ_OTHERWISE]}]}


def number() -> Json:
    """A number, also in quotes."""
    return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}]}


def whole() -> Json:
    """A number without decimals, also in quotes."""
    return {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^-?[0-9]+$"}]}


def truth() -> Json:
    """True or false, also in quotes."""
    return {"enum": [True, False, "true", "false"]}


def duration() -> Json:
    """A length of time such as 2h30m."""
    return {**written(r"^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$"), "minLength": 2}


def several(item: Json) -> Json:
    """One value, the name of a list, or a list of both."""
    entry: Json = {"anyOf": [item, {"type": "string", "pattern": _REFERENCE}]}
    return {"anyOf": [*_alternatives(entry), {"type": "array", "items": nested(entry), "minItems": 1}]}


def nested(entry: Json) -> Json:
    """An entry, or a list of entries, as an alias within a list makes it."""
    return {"anyOf": [*_alternatives(entry), {"type": "array", "items": entry}]}


def items(item: Json) -> Json:
    """A list with something in it."""
    return {"type": "array", "items": item, "minItems": 1}


def table(properties: dict[str, Json], *, required: tuple[str, ...] = (), least: int = 0) -> Json:
    """A map with these keys, and notes under x-…, and nothing else."""
    made: Json = {"type": "object", "properties": properties, "patternProperties": {"^x-": {}}}
    made["additionalProperties"] = False
    if required:
        made["required"] = list(required)
    if least:
        made["minProperties"] = least
    return made


def named(value: Json) -> Json:
    """A map whose keys are the owner's own names."""
    return {"type": "object", "propertyNames": {"pattern": "^[A-Za-z0-9_-]+$"}, "additionalProperties": value}


def documented(shape: Json, doc: str, *examples: str) -> Json:
    """The fragment with what an editor shows beside it."""
    shown = "\n\n".join([doc, *(f"```yaml\n{example}\n```" for example in examples if example)])
    return {**shape, "description": doc, "markdownDescription": shown}


def reference(name: str) -> Json:
    """A fragment that stands under `$defs`."""
    return {"$ref": f"#/$defs/{name}"}


def _alternatives(shape: Json) -> list[object]:
    inner = shape.get("anyOf")
    return list(inner) if isinstance(inner, list) else [shape]
