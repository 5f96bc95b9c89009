from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.instagram.reference.fields import kind, tree
from sandbox.instagram.reference.schemas import list_of, record, reference_to

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Json

PERSON = record({"id": {"type": "string", "description": "a < b"}}, {"bio": {"type": "null"}}, "Somebody.")


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, "string"),
        ({"type": "string", "enum": ["a", "b"]}, "a | b"),
        ({"const": 200}, "200"),
        (reference_to("Person"), "Person"),
        (list_of(reference_to("Person")), "list of Person"),
        ({"oneOf": [reference_to("Person"), {"type": "null"}]}, "Person or null"),
    ],
)
def test_a_field_is_told_in_a_few_words(schema: Json, expected: str) -> None:
    assert kind(schema) == expected


@pytest.mark.parametrize(
    "schema",
    [
        PERSON,
        reference_to("Person"),
        list_of(reference_to("Person")),
        {"oneOf": [{"type": "null"}, reference_to("Person")]},
    ],
)
def test_an_object_is_a_list_of_its_fields_wherever_it_stands(schema: Json) -> None:
    assert tree(schema, {"Person": PERSON}) == (
        "<ul><li><code>id</code> <em>string</em> <span>a &lt; b</span></li>"
        '<li><code>bio</code> <em>null</em> <i class="maybe">not always</i></li></ul>'
    )


def test_fields_of_fields_are_lists_in_lists() -> None:
    text = tree(record({"user": reference_to("Person")}), {"Person": PERSON})
    assert text.startswith("<ul><li><code>user</code> <em>Person</em> <span>Somebody.</span><ul><li><code>id</code>")


@pytest.mark.parametrize("schema", [{"type": "string"}, {"type": "null"}, list_of({"type": "string"}), record({})])
def test_what_has_no_fields_has_no_list(schema: Json) -> None:
    assert tree(schema, {}) == ""
