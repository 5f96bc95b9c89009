from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from sandbox.instagram.folder import KEY_FILE, held

if TYPE_CHECKING:
    from pathlib import Path


def test_the_key_stays_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    with held(tmp_path / "world") as first:
        pass
    with held(tmp_path / "world") as second:
        pass
    assert len(first) >= 16
    assert second == first
    assert stat.S_IMODE((tmp_path / "world" / KEY_FILE).stat().st_mode) == 0o600


def test_two_folders_have_two_keys(tmp_path: Path) -> None:
    with held(tmp_path / "one") as one, held(tmp_path / "other") as other, held(None) as third, held(None) as fourth:
        assert len({one, other, third, fourth}) == 4


@pytest.mark.parametrize("left", ["", "\n"])
def test_an_empty_key_that_a_crash_left_is_replaced(tmp_path: Path, left: str) -> None:
    (tmp_path / KEY_FILE).write_text(left)
    with held(tmp_path) as key:
        assert len(key) >= 16
    assert (tmp_path / KEY_FILE).read_text().strip() == key


def test_a_folder_is_for_one_at_a_time(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(OSError, match="another sandbox keeps its world in"), held(tmp_path):
        pass
    with held(tmp_path):
        pass
