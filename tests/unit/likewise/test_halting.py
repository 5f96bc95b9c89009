from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from likewise import halting

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_it_needs_no_rules_and_no_database(tmp_path: Path) -> None:
    (tmp_path / "likewise.toml").write_text('data = "here"\nrules = "missing.yaml"\n', encoding="utf-8")
    switch = halting.switch(tmp_path / "likewise.toml", None, {})
    assert halting.halt(switch, NOW, "ana").startswith("Halted: nothing is written")
    assert (tmp_path / "here" / "halted").exists()
    assert halting.halt(switch, NOW, "ana") == "Halted by ana on 2026-11-23 at 12:00 UTC. likewise resume goes on."
    assert halting.resume(switch).startswith("The halt is over.")
    assert halting.resume(switch).startswith("Nothing was halted.")


def test_it_works_while_another_holds_the_database(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "likewise.db")) as held:
        held.execute("BEGIN EXCLUSIVE")
        switch = halting.switch(None, tmp_path, {})
        halting.halt(switch, NOW, "ana")
        assert switch.because() is not None


def test_wrong_settings_say_how_else(tmp_path: Path) -> None:
    (tmp_path / "likewise.toml").write_text("data = [", encoding="utf-8")
    with pytest.raises(ConfigError, match="--data FOLDER"):
        halting.switch(tmp_path / "likewise.toml", None, {})


def test_a_folder_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no folder"):
        halting.switch(None, tmp_path / "typo", {})


def test_who_types_it_is_known_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "ana")
    assert halting.who() == "ana"
