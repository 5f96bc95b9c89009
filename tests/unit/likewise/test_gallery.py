from __future__ import annotations

from pathlib import Path

import pytest

from likewise import rulefiles, starting
from likewise.examining import examine
from rules.testing.running import coverage

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted(ROOT.glob("examples/*.yaml"))
STARTERS = sorted(starting.FOLDER.glob("*.yaml"))


def test_there_is_a_file_for_a_dozen_kinds_of_people() -> None:
    assert len(EXAMPLES) >= 12


@pytest.mark.parametrize("path", [*EXAMPLES, *STARTERS], ids=lambda path: path.stem)
def test_a_shipped_file_raises_no_doubt_and_its_tests_show_every_rule_at_work(path: Path) -> None:
    found = examine(rulefiles.read([path]))
    assert [str(problem) for problem in found.problems] == []
    assert found.ruleset is not None
    assert coverage([one.result for one in found.outcomes], found.ruleset).never_matched == ()
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_the_rules_of_the_demo_raise_no_doubt_and_pass_their_tests() -> None:
    found = examine(rulefiles.read([ROOT / "rules.example.yaml"]))
    assert found.problems == ()
    assert len(found.outcomes) >= 2
