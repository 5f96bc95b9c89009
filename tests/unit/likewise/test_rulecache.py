from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from likewise.rulecache import FROM, RuleCache
from rules.loading import SourceText, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rules.problems import Problem
    from rules.ruleset import RuleSet


def texts(count: int, word: str = "sunset") -> list[SourceText]:
    rules = [
        {
            "id": f"rule-{number}",
            "trigger": {"new_media": {"tags": [word]}},
            "when": {"likes.count": {"gte": number}, "any": [{"tags": word}, {"caption.text": {"regex": "a+"}}]},
            "do": ["like"],
        }
        for number in range(count)
    ]
    return [
        SourceText(name="rules.yaml", text=json.dumps({"version": 1, "lists": {"unused": [word]}, "rules": rules}))
    ]


def read(sources: list[SourceText]) -> tuple[RuleSet, tuple[Problem, ...]]:
    loaded = load(sources)
    assert loaded.ruleset is not None
    return loaded.ruleset, loaded.problems


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rules.cache.json"


def test_gives_back_what_was_kept_for_the_same_texts(path: Path) -> None:
    sources = texts(FROM)
    ruleset, problems = read(sources)
    assert problems
    cache = RuleCache(path)
    assert cache.find(sources) is None
    cache.keep(sources, ruleset, problems)
    assert RuleCache(path).find(sources) == (ruleset, problems)
    assert path.stat().st_mode & 0o777 == 0o600


def test_other_texts_and_other_names_are_read(path: Path) -> None:
    sources = texts(FROM)
    RuleCache(path).keep(sources, *read(sources))
    assert RuleCache(path).find(texts(FROM, "dawn")) is None
    assert RuleCache(path).find([SourceText(name="other.yaml", text=sources[0].text)]) is None


def test_few_rules_are_not_worth_a_file(path: Path) -> None:
    sources = texts(FROM - 1)
    RuleCache(path).keep(sources, *read(sources))
    assert not path.exists()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda text: text[:-20], id="cut off"),
        pytest.param(lambda text: text[0] + text[-1], id="of another form"),
        pytest.param(lambda text: text.replace('"tuple"', '"heap"'), id="of a kind that does not exist"),
        pytest.param(lambda text: text.replace("rules.ruleset:RuleSet", "os:system"), id="of a foreign module"),
        pytest.param(lambda text: text.replace("rules.ruleset:RuleSet", "rules.ruleset:Gone"), id="that is gone"),
        pytest.param(lambda text: text.replace("rules.ruleset:RuleSet", "rules.loading:load"), id="that is no value"),
        pytest.param(lambda text: text.replace("likes.count", "likes.gone"), id="about a field that is gone"),
        pytest.param(lambda text: text.replace("sign,", "gone,"), id="with other attributes"),
    ],
)
def test_a_damaged_file_counts_as_none(path: Path, damage: Callable[[str], str]) -> None:
    sources = texts(FROM)
    RuleCache(path).keep(sources, *read(sources))
    text = path.read_text(encoding="utf-8")
    assert damage(text) != text
    path.write_text(damage(text), encoding="utf-8")
    assert RuleCache(path).find(sources) is None
