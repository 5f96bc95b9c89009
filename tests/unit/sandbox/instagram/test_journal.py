from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.instagram.journal import FILE_NAME, Journal

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_that_is_no_journal_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("nothing that SQLite wrote, and long enough to be looked at")
    with pytest.raises(OSError, match=rf"{FILE_NAME} cannot be used as a journal, file is not a database"):
        Journal.open(tmp_path)
