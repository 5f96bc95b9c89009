"""As much of JSON Schema as our document uses; anything else in a schema is an error."""

from __future__ import annotations

import re
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_KNOWN = {
    *("type", "required", "properties", "additionalProperties", "items", "oneOf", "enum", "const"),
    *("minimum", "pattern", "format", "description", "$ref"),
}


class Checker:
    """Finds what of a value does not fit a schema of a document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    def resolve(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The schema, or what it refers to."""
        while "$ref" in schema:
            found: Any = self._document
            for step in schema["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            schema = found
        return schema

    def problems(self, value: Any, schema: dict[str, Any], where: str = "$") -> list[str]:  # noqa: ANN401  # any JSON
        """Sentences; none if it fits."""
        schema = self.resolve(schema)
        assert set(schema) <= _KNOWN, f"{where}: this checker does not know {set(schema) - _KNOWN}"
        if "oneOf" in schema:
            fitting = [one for one in schema["oneOf"] if not self.problems(value, one, where)]
            return [] if len(fitting) == 1 else [f"{where}: {value!r} fits {len(fitting)} of the choices"]
        kinds = _TYPES[schema["type"]] if "type" in schema else (object,)
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds and "type" in schema):
            return [f"{where}: {value!r} is no {schema['type']}"]
        return [*self._scalar(value, schema, where), *self._inside(value, schema, where)]

    def _scalar(self, value: Any, schema: dict[str, Any], where: str) -> list[str]:  # noqa: ANN401  # any JSON
        wrong = (
            ("enum" in schema and value not in schema["enum"])
            or ("const" in schema and value != schema["const"])
            or ("minimum" in schema and value < schema["minimum"])
            or ("pattern" in schema and re.search(schema["pattern"], value) is None)
            or (schema.get("format") == "uri" and re.fullmatch(r"https?://[!-~]+", value) is None)
        )
        return [f"{where}: {value!r} is none of {schema}"] if wrong else []

    def _inside(self, value: Any, schema: dict[str, Any], where: str) -> list[str]:  # noqa: ANN401  # any JSON
        if schema.get("type") == "array":
            pairs = [(f"{where}[{place}]", one, schema["items"]) for place, one in enumerate(value)]
            return [found for inner, one, wanted in pairs for found in self.problems(one, wanted, inner)]
        if schema.get("type") != "object":
            return []
        properties = schema["properties"]
        missing = [f"{where}: lacks {name}" for name in schema["required"] if name not in value]
        strange = [f"{where}: has {name}" for name in value if name not in properties]
        known = [(name, one) for name, one in value.items() if name in properties]
        return [
            *missing,
            *strange,
            *(found for name, one in known for found in self.problems(one, properties[name], f"{where}.{name}")),
        ]
