from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from domain.ids import UserId
from likewise import recorded
from likewise.examining import examine
from rules.lint.together import lint
from rules.loading import SourceText
from tests.unit.storage.examples import new_media

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from likewise.examining import Examination, Trial

RULES = """version: 1
rules:
  - id: suns
    mode: ask
    trigger: { new_media: { tags: [sunset] } }
    when: { likes.count: { gte: 100 } }
    do: [like]
    tests:
      - name: liked by many
        given: { new_media: { via.tag: sunset, likes.count: 100 } }
        expect: { suns: { like: ask } }
tests:
  - { name: liked by few, given: { new_media: { via.tag: sunset } }, expect: {} }
"""
EXAMPLES = "  - { name: recorded, all_of_examples: seen/*.json, expect: {} }\n"


def look(text: str, *, folder: Path | None = None, word: str = "") -> Examination:
    return examine([SourceText(name="rules.yaml", text=text)], folder=folder, word=word)


def told(found: Examination) -> list[str]:
    return [f"{one.line}:{one.column} {one.code} {one.message}" for one in found.problems]


def test_doubts_stand_at_their_key_and_keep_no_rule_from_running() -> None:
    found = look(RULES)
    assert [one.split(";")[0] for one in told(found)] == [
        "6:5 W201 suns: a fresh photo has few likes yet, and nobody looks again"
    ]
    assert found.errors == ()
    assert found.ruleset is not None


def test_tests_within_rules_and_beside_them_are_run() -> None:
    assert [(one.trial.name, one.trial.case.rule) for one in look(RULES).outcomes] == [
        ("liked by few", None),
        ("liked by many", "suns"),
    ]


def test_a_test_that_fails_is_an_error_at_its_place() -> None:
    found = look(RULES.replace("gte: 100", "gte: 101"))
    why = "suns should like (ask); it would not like; likes.count gte: 100 not ≥ 101"
    assert f"9:9 E301 the test 'liked by many' fails: {why}" in told(found)
    assert [one.code for one in found.errors] == ["E301"]
    assert found.ruleset is not None


def test_a_test_that_cannot_be_read_is_an_error_and_the_others_run() -> None:
    found = look(RULES.replace("via.tag: sunset }", "via.tg: sunset }"))
    assert [one.code for one in found.errors] == ["E104"]
    assert len(found.outcomes) == 2


def test_broken_rules_are_not_tested() -> None:
    found = look(RULES.replace("mode: ask", "mode: full"))
    assert (found.ruleset, found.outcomes, [one.code for one in found.errors]) == (None, (), ["E108"])


@pytest.mark.parametrize(("word", "names"), [("FEW", ["liked by few"]), ("suns", ["liked by many"]), ("x", [])])
def test_only_the_tests_that_are_meant_are_run(word: str, names: list[str]) -> None:
    assert [one.trial.name for one in look(RULES, word=word).outcomes] == names


def test_every_recorded_example_is_a_trial_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "seen").mkdir()
    for name in ("a", "b"):
        text = recorded.write(new_media(), None, UserId("9"))
        (tmp_path / "seen" / f"{name}.json").write_text(text, encoding="utf-8")
    names = [one.trial.name for one in look(RULES + EXAMPLES, folder=tmp_path).outcomes]
    assert names == ["liked by few", "recorded (seen/a.json)", "recorded (seen/b.json)", "liked by many"]


def test_examples_are_looked_for_beside_the_file(tmp_path: Path) -> None:
    text = SourceText(name=str(tmp_path / "rules.yaml"), text=RULES + EXAMPLES.replace("seen/*.json", "seen.json"))
    (tmp_path / "seen.json").write_text(recorded.write(new_media(), None, UserId("9")), encoding="utf-8")
    assert len(examine([text]).outcomes) == 3


def test_examples_that_are_not_there_are_an_error_at_the_test(tmp_path: Path) -> None:
    found = look(RULES + EXAMPLES, folder=tmp_path)
    assert "14:5 E302 the test 'recorded': no file is found by seen/*.json" in told(found)[-1]


def test_who_watches_sees_every_trial_go_by() -> None:
    seen: list[str] = []

    def watched(trials: Sequence[Trial]) -> Iterator[Trial]:
        for trial in trials:
            seen.append(trial.name)
            yield trial

    examine([SourceText(name="rules.yaml", text=RULES)], watched=watched)
    assert seen == ["liked by few", "liked by many"]


def test_the_polling_plan_is_held_against_the_budget_that_there_is() -> None:
    text = RULES.partition("    tests:")[0].replace("tags: [sunset]", "tags: [a, b, c], every: 30s")
    texts = [SourceText(name="rules.yaml", text=text)]
    doubts = [partial(lint, calls_per_hour=calls) for calls in (500, 5000)]
    codes = [[one.code for one in examine(texts, doubts=doubt).problems] for doubt in doubts]
    assert codes == [["W209", "W201"], ["W201"]]
