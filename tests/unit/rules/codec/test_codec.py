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

    from rules.ruleset import RuleSet

ROOT = Path(__file__).parents[4]
FILES = sorted([ROOT / "rules.example.yaml", *(ROOT / "examples").rglob("*.yaml")])


def written(value: object) -> str:
    encoder = Encoder()
    argument = encoder.argument(value)
    return json.dumps([encoder.kinds, encoder.rows, argument])


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
    encoder = Encoder()
    encoder.argument((("a", "b"), ("a", "b"), ("a", 1), ("a", True)))
    assert len(encoder.rows) == 4


def test_what_is_no_value_of_ours_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        Encoder().argument(object())


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("function", ["os:system"]),
        ("function", ["rules.codec.decoding:import_module"]),
        ("function", ["rules.ruleset:RuleSet"]),
        ("object os:system ", []),
        ("object rules.loading:load texts", []),
        ("enum rules.ruleset:RuleSet", ["rules"]),
        ("heap", []),
    ],
)
def test_a_table_makes_nothing_else(kind: str, parts: list[str]) -> None:
    with pytest.raises(TypeError):
        decoded([kind], [(0, [*parts])], [0])
