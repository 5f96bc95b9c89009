"""A broken rules file never stops the running rules, and every mistake is told with its place."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.playing import until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.playing import Start

pytestmark = pytest.mark.acceptance

GOOD = """version: 1
rules:
  - id: balloons
    mode: auto
    trigger: { new_media: { tags: [balloons], every: 5s } }
    when: { caption.text: { any_word: [balloon] } }
    do: [like]
"""
BROKEN = """version: 1
rules:
  - id: balloons
    mode: full
    trigger: { new_media: { tags: [balloons], every: 5 parsecs } }
    when:
      likes_count: { gte: 3 }
      likes.count: { any_word: [balloon] }
    do: [lke]
"""
PLACES = [(4, 11), (5, 54), (7, 7), (8, 22), (9, 10)]


def test_five_mistakes_are_told_and_the_rules_go_on(start: Start, tmp_path: Path) -> None:
    demo = start(GOOD)
    demo.send("/start")
    demo.hear("left alone")
    rules = tmp_path / "rules.yaml"

    rules.write_text(BROKEN, encoding="utf-8")
    told = demo.hear("rules.yaml has 5 mistakes", "rules.yaml:4:11: error:", "and 2 more", "go on as they were")
    assert told is not None
    photo = demo.post("A balloon over the lake")
    until(lambda: ("like", photo, "") in demo.effects(), "the like by the rules that go on")

    rules.write_text(GOOD.replace("[balloon]", "[zeppelin]"), encoding="utf-8")
    demo.hear("Your new rules are running", "~ balloons", "asks until you promote it: /promote balloons")
    shell = {**os.environ, "LIKEWISE_DATA": str(demo.state / "likewise")}
    promoted = subprocess.run(
        [sys.executable, "-m", "likewise", "promote", "balloons", "--now"],
        env=shell,
        capture_output=True,
        text=True,
        check=False,
    )
    assert promoted.stdout == "balloons may act by itself in a moment.\n", promoted.stderr
    demo.hear("balloons may act by itself; the terminal promoted it")
    demo.post("A second balloon")
    zeppelin = demo.post("A zeppelin!")
    until(lambda: ("like", zeppelin, "") in demo.effects(), "the like by the new rules")
    assert demo.effects() == [("like", photo, ""), ("like", zeppelin, "")]


def test_check_tells_all_five_with_file_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "likewise", "check", "broken.yaml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    found = re.findall(r"^broken\.yaml:(\d+):(\d+): error: \S", told.stdout, re.MULTILINE)
    assert [(int(line), int(column)) for line, column in found] == PLACES
