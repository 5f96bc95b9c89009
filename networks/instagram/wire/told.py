"""What the wire models share: what was not told becomes UNKNOWN, and ids are text."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated, TypeAlias, TypeVar, Union, get_args

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema, from_json

from domain.unknown import UNKNOWN, Unknown

T = TypeVar("T")


class WireModel(BaseModel):
    """One JSON object. Keys that nobody asked for are ignored; numbers are taken where text is meant."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True, hide_input_in_errors=True)


class _OrUnknown:
    """Validates as the type without Unknown, and gives UNKNOWN for what does not fit.

    This happens inside pydantic's core: a validator in Python would cost more than the rest of the photo.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        kinds = tuple(kind for kind in get_args(source) if kind is not Unknown)
        schema = handler.generate_schema(Union[kinds])  # noqa: UP007  # made of values, not written down
        return core_schema.with_default_schema(schema, default=UNKNOWN, on_error="default")


Told: TypeAlias = Annotated[T | Unknown, _OrUnknown()]
"""A field that may be missing or unreadable. `null` is unreadable too, unless T includes None."""

WireId: TypeAlias = Annotated[str, Field(min_length=1)]
"""An id: digits as text, or in some places and years a number."""


def decoded(content: bytes) -> object:
    """The JSON that an answer holds; UNKNOWN where it holds none."""
    with suppress(ValueError):
        return from_json(content)
    return UNKNOWN
