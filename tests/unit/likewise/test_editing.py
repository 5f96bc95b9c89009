from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from likewise import editing
from rules.schema.document import document

if TYPE_CHECKING:
    from pathlib import Path


def test_the_schema_is_printed_as_it_is() -> None:
    assert json.loads(editing.schema()) == document()


def test_it_is_written_and_the_line_for_editors_is_told(tmp_path: Path) -> None:
    told = editing.write(tmp_path / "mine.json")
    assert json.loads((tmp_path / "mine.json").read_text(encoding="utf-8")) == document()
    assert told.splitlines()[-1] == "# yaml-language-server: $schema=./mine.json"


def test_in_a_folder_it_gets_its_usual_name_and_replaces_an_older_one(tmp_path: Path) -> None:
    (tmp_path / "rules.schema.v1.json").write_text("{}", encoding="utf-8")
    assert editing.write(tmp_path).startswith(f"{tmp_path / 'rules.schema.v1.json'} is written")
    assert json.loads((tmp_path / "rules.schema.v1.json").read_text(encoding="utf-8")) == document()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be written: No such file"):
        editing.write(tmp_path / "nowhere" / "mine.json")
