"""Stopping everything, and taking back what was done, from the shell beside a program that runs."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.playing import until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.playing import Demo, Start

pytestmark = pytest.mark.acceptance

RULES = """version: 1
limits:
  like: { per_hour: 50, per_day: 100, spacing: 1s..1s }
rules:
  - id: balloons
    mode: auto
    trigger: { new_media: { tags: [balloons], every: 5s } }
    when: { caption.text: { any_word: [balloon] } }
    do: [like]
"""


def likewise(folder: Path, *words: str) -> str:
    """Type a command that needs the database of the demo, and give what it says."""
    (folder / "likewise.toml").write_text('data = "state/likewise"\n', encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "likewise", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def kinds(demo: Demo) -> list[str]:
    return [kind for kind, _, _ in demo.effects()]


def test_a_like_is_taken_back_once_and_a_halt_is_noticed_though_the_database_is_locked(
    start: Start, tmp_path: Path
) -> None:
    demo = start(RULES)
    demo.send("/start")
    demo.hear("left alone")
    demo.post("A balloon over the lake")
    until(lambda: kinds(demo) == ["like"], "the like")

    assert "the program that runs does it" in likewise(tmp_path, "undo", "last")
    until(lambda: kinds(demo) == ["like", "unlike"], "the like taken back")

    with closing(sqlite3.connect(tmp_path / "state" / "likewise" / "likewise.db", isolation_level=None)) as held:
        held.execute("BEGIN IMMEDIATE")
        assert likewise(tmp_path, "halt").startswith("Halted: ")
    demo.hear("Halted", "UTC")
    likewise(tmp_path, "resume")
    demo.hear("The halt is over")
    assert kinds(demo) == ["like", "unlike"]
