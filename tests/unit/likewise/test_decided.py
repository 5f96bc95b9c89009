from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from domain.errors import ConfigError
from likewise import decided
from likewise.cli import app
from likewise.examining import examine
from likewise.records import ruleset
from rules.loading import SourceText
from storage.archive import Sight
from tests.unit.likewise.kept import ANA, FACTS, NOW, RULES, chosen, keep, photo

if TYPE_CHECKING:
    from pathlib import Path

    from likewise.records import ReportSettings

TEXTS = (SourceText(name="rules.yaml", text=RULES),)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def held(tmp_path: Path) -> ReportSettings:
    """A sunset that was judged an hour after it came, and another that nobody judged."""
    held = chosen(tmp_path)
    sunset = photo("m1", caption="A sunset over the lake")
    sight = Sight(event=sunset, facts=FACTS, at=LATER)
    keep(held, sunset, photo("m2"), judged=[sight], by=ruleset(TEXTS, {}))
    return held


@pytest.mark.parametrize("word", ["m1", "media:m1", "https://network.example/p/Cm1/", "Cm1"])
def test_a_decision_is_found_and_becomes_a_test_that_passes(held: ReportSettings, word: str) -> None:
    text = decided.as_test(held, word, NOW)
    assert f"now: {LATER.isoformat()}" in text
    assert "caption.text: A sunset over the lake" in text
    assert "expect: { sunsets: { like: ask } }" in text
    found = examine([SourceText(name="rules.yaml", text=RULES + text)])
    assert (found.errors, len(found.outcomes)) == ((), 1)


def test_what_was_never_judged_is_told_as_of_when_it_was_seen(held: ReportSettings) -> None:
    assert f"now: {NOW.isoformat()}" in decided.as_test(held, "m2", NOW)


def test_it_can_be_recorded_for_all_of_examples(held: ReportSettings, tmp_path: Path) -> None:
    (tmp_path / "seen.json").write_text(decided.as_recording(held, "m1", NOW), encoding="utf-8")
    tests = "tests:\n  - { name: seen, all_of_examples: seen.json, expect: { sunsets: { like: ask } } }\n"
    found = examine([SourceText(name="rules.yaml", text=RULES + tests)], folder=tmp_path)
    assert (found.errors, len(found.outcomes)) == ((), 1)
    assert found.outcomes[0].trial.situation.now == LATER


def test_the_lists_of_the_chat_have_no_part_in_it(tmp_path: Path) -> None:
    held = chosen(tmp_path, RULES + "lists: { never_touch: [ben] }\n")
    keep(held, photo("m1"), photo("m3", who=replace(ANA, username="ben")))
    assert "expect: { sunsets: { like: ask } }" in decided.as_test(held, "m1", NOW)
    assert "expect_suppressed: { sunsets: never }" in decided.as_test(held, "m3", NOW)


def test_what_is_not_known_or_not_clear_is_said(held: ReportSettings) -> None:
    with pytest.raises(ConfigError, match="nothing that was seen is 'm9'; name it by link"):
        decided.as_test(held, "m9", NOW)
    with pytest.raises(ConfigError, match="'@ana' may be any of media:m2, media:m1; name one of them"):
        decided.as_test(held, "@ana", NOW)


def test_the_command_prints_a_test_or_a_recording(held: ReportSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIKEWISE_DATA", str(held.data))
    result = CliRunner().invoke(app, ["test", str(held.rules), "--from", "m1"])
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "tests:")
    result = CliRunner().invoke(app, ["test", str(held.rules), "--from", "m1", "--json"])
    assert json.loads(result.output)["event"]["kind"] == "media"
