from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from storage.files import in_use, owned

if TYPE_CHECKING:
    from pathlib import Path


def test_a_missing_file_is_made_with_its_folder_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "likewise.db"
    with owned(str(file)):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.fixture(params=["", "-wal", "-shm"])
def one_of_its_files(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    (tmp_path / "likewise.db").touch(mode=0o600)
    one = tmp_path / f"likewise.db{request.param}"
    one.touch()
    return one


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o602, 0o610])
def test_a_file_that_is_open_to_others_is_refused_with_the_command_to_type(one_of_its_files: Path, mode: int) -> None:
    one_of_its_files.chmod(mode)
    with (
        pytest.raises(ConfigError, match=f"chmod 600 {one_of_its_files}$"),
        owned(str(one_of_its_files.with_name("likewise.db"))),
    ):
        pass


@pytest.mark.parametrize("mode", [0o600, 0o700])
def test_a_file_that_is_open_to_its_owner_alone_is_taken(one_of_its_files: Path, mode: int) -> None:
    one_of_its_files.chmod(mode)
    with owned(str(one_of_its_files.with_name("likewise.db"))):
        pass


def test_only_one_holds_a_file_and_the_next_may_when_it_is_done(tmp_path: Path) -> None:
    file = str(tmp_path / "likewise.db")
    with owned(file), owned(str(tmp_path / "another.db")):
        with pytest.raises(ConfigError, match=r"another Likewise has .*likewise\.db open"), owned(file):
            pass
        with pytest.raises(ConfigError, match="another Likewise"), owned(file):
            pass
    with owned(file):
        pass


def test_who_need_not_be_alone_comes_in_beside_and_keeps_nobody_out(tmp_path: Path) -> None:
    file = str(tmp_path / "likewise.db")
    with owned(file), owned(file, alone=False):
        pass
    with owned(file, alone=False), owned(file):
        pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with (
        pytest.raises(ConfigError, match=r"taken/likewise\.db cannot be made or read: "),
        owned(f"{tmp_path}/taken/likewise.db"),
    ):
        pass


def test_who_is_alone_with_a_database_is_seen_from_outside(tmp_path: Path) -> None:
    path = str(tmp_path / "likewise.db")
    assert not in_use(path)
    with owned(path, alone=False):
        assert not in_use(path)
    with owned(path):
        assert in_use(path)
    assert not in_use(path)
