from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from storage.vault import Vault, key_from_file

if TYPE_CHECKING:
    from pathlib import Path

PURPOSE = "account:demo:token"
ONE, TWO = Vault(b"1" * 32), Vault(b"2" * 32)


def test_what_was_sealed_opens_for_the_same_purpose_only() -> None:
    sealed = ONE.seal("tökën", purpose=PURPOSE)
    assert ONE.open(sealed, purpose=PURPOSE) == "tökën"
    with pytest.raises(ConfigError, match="cannot be opened"):
        ONE.open(sealed, purpose="account:other:token")


def test_sealing_twice_looks_different_and_shows_nothing() -> None:
    first, second = (ONE.seal("a canary token", purpose=PURPOSE) for _ in range(2))
    assert first != second
    assert "token" not in first


def swap_a_letter(sealed: str) -> str:
    middle = len(sealed) // 2
    return sealed[:middle] + ("A" if sealed[middle] != "A" else "B") + sealed[middle + 1 :]


@pytest.mark.parametrize(
    "sealed",
    [
        pytest.param(TWO.seal("a canary token", purpose=PURPOSE), id="another key"),
        pytest.param(swap_a_letter(ONE.seal("a canary token", purpose=PURPOSE)), id="one letter changed"),
        pytest.param(ONE.seal("a canary token", purpose=PURPOSE)[:-8], id="cut short"),
        pytest.param(ONE.seal("a canary token", purpose=PURPOSE).removeprefix("v1:"), id="no scheme"),
        pytest.param(ONE.seal("a canary token", purpose=PURPOSE).replace("v1:", "v2:"), id="another scheme"),
        pytest.param("v1:", id="empty"),
        pytest.param("v1:%%%", id="not base64"),
        pytest.param("v1:é", id="not even ASCII"),
    ],
)
def test_anything_else_is_refused_with_what_to_do(sealed: str) -> None:
    with pytest.raises(ConfigError, match=f"{PURPOSE} cannot be opened with this key; put the old key back"):
        ONE.open(sealed, purpose=PURPOSE)


def test_a_vault_does_not_show_its_key() -> None:
    assert repr(ONE) == "Vault(•••)"


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_a_key_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(ConfigError, match=f"has {size} bytes; it needs 32"):
        Vault(bytes(size))


def test_a_missing_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "likewise.key"
    key = key_from_file(path)
    assert len(key) == 32
    assert key_from_file(path) == key
    assert key_from_file(tmp_path / "another.key") != key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_key_that_others_may_read_is_refused_with_the_command_to_type(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "likewise.key"
    key_from_file(path)
    path.chmod(mode)
    with pytest.raises(ConfigError, match=f"chmod 600 {path}$"):
        key_from_file(path)


@pytest.mark.parametrize("content", [b"", b"c2hvcnQ=", b"\xff\xfe", b"A"])
def test_a_file_without_a_whole_key_is_refused_rather_than_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "likewise.key"
    path.touch(mode=0o600)
    path.write_bytes(content)
    with pytest.raises(ConfigError, match="does not hold a readable key; put the old file back"):
        key_from_file(path)
    assert path.read_bytes() == content


def test_a_key_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(ConfigError, match=r"the key .*taken/likewise\.key cannot be made: "):
        key_from_file(tmp_path / "taken" / "likewise.key")
