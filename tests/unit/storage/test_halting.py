from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from storage.halting import Halt

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def halt(tmp_path: Path) -> Halt:
    return Halt(file=tmp_path / "data" / "halted")


def test_it_begins_once_and_ends_once(halt: Halt) -> None:
    assert halt.because() is None
    assert halt.begin(NOW)
    assert not halt.begin(NOW)
    assert halt.because() == "Halted on 2026-11-23 at 12:00 UTC."
    assert halt.file.stat().st_mode & 0o777 == 0o600
    assert halt.end()
    assert not halt.end()
    assert halt.because() is None


def test_who_halted_is_said(halt: Halt) -> None:
    halt.begin(NOW, "ana")
    assert halt.because() == "Halted by ana on 2026-11-23 at 12:00 UTC."


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\x1b[31m", b"\xff\xfe\x00"], ids=["empty", "line", "codes", "bytes"]
)
def test_a_file_made_by_hand_halts_too_and_says_nothing_odd(halt: Halt, content: bytes) -> None:
    halt.file.parent.mkdir()
    halt.file.write_bytes(content)
    assert (halt.because() or "").isprintable()
    assert halt.because()


def test_what_cannot_be_read_counts_as_halted(halt: Halt) -> None:
    halt.file.mkdir(parents=True)
    assert halt.because() == "halted cannot be read (Is a directory), which counts as halted."
    with pytest.raises(ConfigError, match="remove it yourself"):
        halt.end()


def test_where_no_file_can_be_made_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="stop the program"):
        Halt(file=tmp_path / "file" / "halted").begin(NOW)
