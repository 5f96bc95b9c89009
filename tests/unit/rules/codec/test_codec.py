from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rules.codec.decoding import decoded
from rules.codec.encoding import Encoder
from rules.fields.catalogue import CATALOGUE
from rules.loading import SourceText, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.codec.encoding import Column
    from rules.ruleset import RuleSet

ROOT = Path(__file__).parents[4]
FILES = sorted([ROOT / "rules.example.yaml", *(ROOT / "examples").rglob("*.yaml")])


def written(value: object) -> str:
    return json.dumps(Encoder().table(value))


def same(value: RuleSet) -> None:
    """Equal, and equal in what is not compared: how amounts are told, which part is meant."""
    back = decoded(*json.loads(written(value)))
    assert back == value
    assert written(back) == written(value)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_rules_file_that_we_ship_comes_back_as_it_was(file: Path) -> None:
    ruleset = load([SourceText(name=file.name, text=file.read_text(encoding="utf-8"))]).ruleset
    assert ruleset is not None
    same(ruleset)


def _examples() -> list[str]:
    kinds = [field.kind for field in CATALOGUE.values()]
    told = [usage.example for kind in kinds for usage in (*kind.operators, *kind.modifiers.values())]
    return sorted({*(field.example for field in CATALOGUE.values()), *told})


@pytest.mark.parametrize("example", _examples())
def test_every_question_of_the_language_comes_back_as_it_was(example: str, ruleset: Callable[[str], RuleSet]) -> None:
    trigger = min(CATALOGUE[example.partition(":")[0]].triggers)
    woken_by = "{new_media: {tags: [sunset]}}" if trigger == "new_media" else trigger
    same(
        ruleset(
            f"timezone: Europe/Berlin\nrules: [{{id: one, trigger: {woken_by}, do: [notify], when: {{{example}}}}}]"
        )
    )


def test_equal_things_are_written_once() -> None:
    blocks, root = Encoder().table((tuple("ab"), tuple("ab"), ("a", 1), ("a", True)))
    assert [count for _, count, _ in blocks] == [3, 1]
    assert root == [3]


@pytest.mark.parametrize(
    ("value", "how"),
    [
        pytest.param((7, 7, 7), "same", id="one plain value"),
        pytest.param((7, "7", None), "plain", id="several"),
        pytest.param((1, True), "plain", id="that are equal and not the same"),
        pytest.param(((1,), (2,)), "made", id="things"),
        pytest.param(((1,), (1,)), "same", id="one thing"),
        pytest.param(((1,), 1), "any", id="mixed"),
        pytest.param((), "plain", id="nothing"),
    ],
)
def test_what_stands_in_the_same_place_is_written_the_shortest_way(value: tuple[object, ...], how: str) -> None:
    blocks, root = Encoder().table(value)
    _, parts = blocks[-1][2]
    assert parts[0] == how
    back = decoded(*json.loads(json.dumps([blocks, root])))
    assert repr(back) == repr(value)


def test_things_stand_before_what_has_them() -> None:
    deep = ((((1,), 2), 3), (1,))
    assert decoded(*json.loads(written(deep))) == deep


def test_what_is_no_value_of_ours_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        Encoder().argument(object())


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        ("function", [("same", 1), ("plain", ["os:system"])]),
        ("function", [("same", 1), ("plain", ["rules.codec.decoding:import_module"])]),
        ("function", [("same", 1), ("plain", ["rules.ruleset:RuleSet"])]),
        ("object os:system ", []),
        ("object rules.loading:load texts", [("same", "a")]),
        ("enum rules.ruleset:RuleSet", [("same", 1), ("plain", ["rules"])]),
        ("heap", [("same", 0), ("plain", [])]),
        ("tuple", [("same", 1), ("heap", ["a"])]),
        ("object domain.plans:RuleRef id", [("same", "a")]),
        ("object domain.plans:RuleRef id,version,more", [("same", "a"), ("same", "a"), ("same", "a")]),
    ],
)
def test_a_table_makes_nothing_else(kind: str, columns: list[Column]) -> None:
    with pytest.raises(TypeError):
        decoded([(kind, 1, columns)], [0])


def test_a_column_that_was_cut_is_refused() -> None:
    with pytest.raises(ValueError, match="1 entries, not 2"):
        decoded([("object domain.plans:RuleRef id,version", 2, [("plain", ["a", "b"]), ("plain", ["1"])])], [0])
