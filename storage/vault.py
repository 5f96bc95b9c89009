"""Tokens at rest: AES-256-GCM, each bound to the row and field it belongs to."""

from __future__ import annotations

import base64
import os
import secrets
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

_KEY_BYTES = 32
_NONCE_BYTES = 12
_SCHEME = "v1"


class Vault:
    """Seals and opens small secrets with one key. The purpose is sealed in: a row's cipher fits no other row."""

    def __init__(self, key: bytes) -> None:
        if len(key) != _KEY_BYTES:
            raise ConfigError(f"the key that seals the tokens has {len(key)} bytes; it needs {_KEY_BYTES}")
        self._cipher = AESGCM(key)

    def __repr__(self) -> str:
        return "Vault(•••)"

    def seal(self, secret: str, *, purpose: str) -> str:
        """The secret as text that says nothing without the key."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, secret.encode(), purpose.encode())
        return f"{_SCHEME}:{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, sealed: str, *, purpose: str) -> str:
        """What was sealed for this purpose.

        Raises ConfigError when the key is another one, or the text was moved or changed.
        """
        scheme, _, body = sealed.partition(":")
        try:
            raw = base64.urlsafe_b64decode(body) if scheme == _SCHEME else b""
            return self._cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], purpose.encode()).decode()
        except (InvalidTag, ValueError):
            raise ConfigError(
                f"the stored secret for {purpose} cannot be opened with this key; put the old key back"
                " or, if it is lost, log in again with: likewise login (or set access_token)"
            ) from None


def key_from_file(path: Path) -> bytes:
    """The key kept in `path`, made there on first use, readable by its owner only.

    Keep the file out of the backups of the database: whoever has both has the tokens.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        if path.exists():
            return _read_key(path)
        raise ConfigError(f"the key {path} cannot be made: {error.strerror}") from error
    key = secrets.token_bytes(_KEY_BYTES)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(base64.urlsafe_b64encode(key).decode() + "\n")
        file.flush()
        os.fsync(file.fileno())  # what is sealed with it must not outlive it
    return key


def _read_key(path: Path) -> bytes:
    if path.stat().st_mode & 0o077:
        raise ConfigError(f"others may read {path}; close it with: chmod 600 {path}")
    try:
        key = base64.urlsafe_b64decode(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != _KEY_BYTES:
        raise ConfigError(
            f"{path} does not hold a readable key; put the old file back or, if it is lost, delete this one and"
            " log in again with: likewise login (or set access_token)"
        )
    return key
