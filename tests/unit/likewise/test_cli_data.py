from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from likewise.cli import app
from tests.unit.likewise.kept import chosen, keep, photo

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where somebody types who has an account."""
    keep(chosen(tmp_path), photo("m1"))
    (tmp_path / "likewise.toml").write_text('data = "data"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def likewise(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.output or str(result.exception or "")


def test_it_halts_and_goes_on(folder: Path) -> None:
    assert likewise("halt")[1].startswith("Halted: ")
    assert (folder / "data" / "halted").exists()
    assert likewise("resume", "--data", "data")[1].startswith("The halt is over.")
    assert not (folder / "data" / "halted").exists()


def test_undo_says_what_it_finds(folder: Path) -> None:
    del folder
    assert likewise("undo", "sunsets", "--since", "2h") == (0, "Nothing was found that could be taken back.\n")
    assert json.loads(likewise("undo", "last", "--dry-run", "--json")[1])["actions"] == []
    assert "a duration such as" in likewise("undo", "sunsets", "--since", "yesterday")[1]


def test_an_export_is_printed_or_written(folder: Path) -> None:
    assert likewise("export", "--since", "1d") == (0, "")
    assert likewise("export", "--to", "out.jsonl")[1].startswith("0 lines are in out.jsonl")
    assert (folder / "out.jsonl").read_text(encoding="utf-8") == ""


def test_a_backup_goes_back_after_a_yes(folder: Path) -> None:
    assert likewise("backup", "copy.db", "--key")[0] == 0
    assert (folder / "copy.db.key").exists()
    assert "say --yes" in likewise("restore", "copy.db")[1]
    assert likewise("restore", "copy.db", "--yes")[0] == 0
    assert (folder / "data" / "halted").exists()


def test_somebody_is_forgotten_after_a_yes(folder: Path) -> None:
    del folder
    assert "say --yes" in likewise("forget", "@ana")[1]
    assert likewise("forget", "@ana", "--yes")[1].startswith("@ana is forgotten: 1 event(s)")
    assert "nothing is kept about @ana" in likewise("forget", "@ana", "--yes")[1]
